package dev.schemaregistry.contract.sql.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * A data type, as {@code pg_type} and {@code pg_range} describe it. Type identifiers that do not apply are 0.
 *
 * @param name the catalog's name, for example {@code int4}
 * @param displayName the name in messages, for example {@code integer}
 * @param category the letter of its category; {@code S} strings, {@code N} numbers, {@code D} times, {@code A} arrays
 * @param elementType of an array, or of a type that can be subscripted like one
 * @param arrayType the array of this type
 * @param baseType what a domain is over
 * @param rangeSubtype what a range is over
 * @param multirangeType the multirange of a range
 */
public record CatalogType(
        int oid,
        String schema,
        String name,
        String displayName,
        Kind kind,
        char category,
        Set<Trait> traits,
        int elementType,
        int arrayType,
        int baseType,
        int rangeSubtype,
        int multirangeType) {

    public CatalogType {
        requireNonNull(schema, "schema");
        requireNonNull(name, "name");
        requireNonNull(displayName, "displayName");
        requireNonNull(kind, "kind");
        traits = Set.copyOf(traits);
    }

    /** What sort of type it is. */
    public enum Kind {
        BASE,
        COMPOSITE,
        DOMAIN,
        ENUM,
        PSEUDO,
        RANGE,
        MULTIRANGE
    }

    /** What can be done with it. */
    public enum Trait {
        /** Preferred in its category when a choice must be made. */
        PREFERRED,
        /** A true array. */
        ARRAY,
        /** Subscripted like an array of fixed length: {@code point}, {@code name}. */
        FIXED_ARRAY,
        /** Subscripted by text or number: {@code jsonb}. */
        JSON_SUBSCRIPT,
        /** Takes a collation. */
        COLLATABLE,
        /** Has its own default order; see {@link TypeResolution#isOrderable}. */
        ORDERED,
        /** Has its own default hashing. */
        HASHED
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }
}
