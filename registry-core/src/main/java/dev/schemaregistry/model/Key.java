package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A primary or unique key.
 *
 * @param name the constraint's name; empty where the source gives none
 * @param fields the key's fields in key order, at least one
 * @param nullsDistinct false for PostgreSQL's {@code UNIQUE NULLS NOT DISTINCT}
 * @param deferral {@code NOT_DEFERRABLE} unless the source says otherwise
 */
public record Key(String name, List<String> fields, boolean nullsDistinct, Deferral deferral) {
    public Key {
        requireNonNull(name, "name");
        requireNonNull(deferral, "deferral");
        fields = List.copyOf(fields);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("key " + Names.quoted(name) + " has no fields");
        }
    }

    /** A plain key. */
    public static Key of(String name, String... fields) {
        return new Key(name, List.of(fields), true, Deferral.NOT_DEFERRABLE);
    }
}
