package dev.schemaregistry.contract.sql.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A function, as {@code pg_proc} and {@code pg_aggregate} describe it.
 *
 * @param argumentTypes types of the input arguments; of a variadic function the last is the array, or {@code "any"}
 * @param defaults how many of the last arguments may be left out
 * @param outputs the columns of a row it returns, as its output arguments declare them; empty where it declares none
 * @param argumentNames names of the input arguments, empty strings where there is none; empty list where none is named
 * @param directArguments of an ordered-set aggregate, how many stand before WITHIN GROUP
 */
public record CatalogFunction(
        int oid,
        String schema,
        String name,
        Kind kind,
        Volatility volatility,
        boolean strict,
        boolean returnsSet,
        boolean variadic,
        int returnType,
        List<Integer> argumentTypes,
        int defaults,
        List<Output> outputs,
        List<String> argumentNames,
        int directArguments)
        implements Signature {

    public CatalogFunction {
        requireNonNull(schema, "schema");
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        requireNonNull(volatility, "volatility");
        argumentTypes = List.copyOf(argumentTypes);
        outputs = List.copyOf(outputs);
        argumentNames = List.copyOf(argumentNames);
        if (variadic && argumentTypes.isEmpty()) {
            throw new IllegalArgumentException("variadic function \"" + name + "\" has no argument");
        }
    }

    /** A plain function of any number of required arguments, as a source's own mostly are. */
    public static CatalogFunction of(
            int oid, String schema, String name, Volatility volatility, List<Integer> argumentTypes, int returnType) {
        return new CatalogFunction(
                oid,
                schema,
                name,
                Kind.FUNCTION,
                volatility,
                false,
                false,
                false,
                returnType,
                argumentTypes,
                0,
                List.of(),
                List.of(),
                0);
    }

    /** One column of a returned row. */
    public record Output(String name, int type) {
        public Output {
            requireNonNull(name, "name");
        }
    }

    /** How it is called. */
    public enum Kind {
        FUNCTION,
        AGGREGATE,
        ORDERED_SET_AGGREGATE,
        HYPOTHETICAL_SET_AGGREGATE,
        WINDOW,
        PROCEDURE;

        public boolean isAggregate() {
            return this == AGGREGATE || this == ORDERED_SET_AGGREGATE || this == HYPOTHETICAL_SET_AGGREGATE;
        }
    }

    /** What two calls with equal arguments may do. */
    public enum Volatility {
        IMMUTABLE,
        STABLE,
        VOLATILE
    }

    int requiredArguments() {
        return argumentTypes.size() - defaults;
    }
}
