package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Some values that a field is known to hold.
 *
 * @param values distinct, in the profiler's order
 */
public record FieldValues(String field, List<String> values) {
    public FieldValues {
        requireNonNull(field, "field");
        values = List.copyOf(values);
    }
}
