package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Some values that a field is known to hold. Not schema: no part of a version or a fingerprint.
 *
 * @param field its name; the dotted path of a field inside a document
 * @param values distinct, in the profiler's order; hostile text
 */
public record FieldValues(String field, List<String> values) {
    public FieldValues {
        requireNonNull(field, "field");
        values = List.copyOf(values);
    }
}
