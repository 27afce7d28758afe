package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A function or aggregate that a source's users or extensions brought.
 *
 * @param routine its name, and what is known of its code
 * @param argumentTypes types of the input arguments; of a variadic function the last is the array
 * @param argumentNames names of the input arguments, empty texts where there is none; an empty list where none is named
 * @param defaults how many of the last arguments may be left out
 * @param directArguments of an ordered-set aggregate, how many stand before WITHIN GROUP
 * @param outputs the columns of a row it returns, as its output arguments declare them; empty where it declares none
 * @param callable whether our role may call it
 * @param definer whether it runs with the rights of its owner
 */
public record EngineFunction(
        EngineRoutine routine,
        Kind kind,
        boolean strict,
        boolean returnsSet,
        boolean variadic,
        EngineName returnType,
        List<EngineName> argumentTypes,
        List<String> argumentNames,
        int defaults,
        int directArguments,
        List<Output> outputs,
        boolean callable,
        boolean definer) {
    public EngineFunction {
        requireNonNull(routine, "routine");
        requireNonNull(kind, "kind");
        requireNonNull(returnType, "returnType");
        argumentTypes = List.copyOf(argumentTypes);
        argumentNames = List.copyOf(argumentNames);
        outputs = List.copyOf(outputs);
        if (variadic && argumentTypes.isEmpty()) {
            throw new IllegalArgumentException("variadic function " + routine.name() + " has no argument");
        }
        if (defaults < 0 || defaults > argumentTypes.size()) {
            throw new IllegalArgumentException("function " + routine.name() + " cannot have " + defaults + " defaults");
        }
    }

    public EngineName name() {
        return routine.name();
    }

    /** One column of a returned row; its name is empty where it has none. */
    public record Output(String name, EngineName type) {
        public Output {
            requireNonNull(name, "name");
            requireNonNull(type, "type");
        }
    }

    /** How it is called. */
    public enum Kind {
        FUNCTION,
        AGGREGATE,
        ORDERED_SET_AGGREGATE,
        HYPOTHETICAL_SET_AGGREGATE,
        WINDOW,
        PROCEDURE
    }
}
