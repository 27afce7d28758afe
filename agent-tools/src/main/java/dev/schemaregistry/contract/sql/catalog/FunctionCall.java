package dev.schemaregistry.contract.sql.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A call as it stands in a statement.
 *
 * @param schema the schema it names; empty when every schema counts
 * @param types of the arguments; those ordered by within a group stand after the direct ones
 * @param names one for each of the last arguments, when they are passed by name
 * @param variadic whether the last argument is marked VARIADIC
 */
public record FunctionCall(
        Optional<String> schema, String name, List<Integer> types, List<String> names, boolean variadic) {

    public FunctionCall {
        requireNonNull(schema, "schema");
        requireNonNull(name, "name");
        types = List.copyOf(types);
        names = List.copyOf(names);
        if (names.size() > types.size()) {
            throw new IllegalArgumentException("more names than arguments in a call of \"" + name + "\"");
        }
        if (variadic && types.isEmpty()) {
            throw new IllegalArgumentException("VARIADIC without an argument in a call of \"" + name + "\"");
        }
    }

    public static FunctionCall of(String name, List<Integer> types) {
        return new FunctionCall(Optional.empty(), name, types, List.of(), false);
    }
}
