package dev.schemaregistry.contract.guard;

import static java.util.Objects.requireNonNull;

/**
 * A way in which rows differ from the contract, with how often. Never holds a value: an example is told by type and length alone.
 *
 * @param expected what the contract says
 * @param found the first one that was met, such as {@code text of 12 characters}
 */
public record Mismatch(Kind kind, String field, String expected, String found, long count) {
    public Mismatch {
        requireNonNull(kind, "kind");
        requireNonNull(field, "field");
        requireNonNull(expected, "expected");
        requireNonNull(found, "found");
    }

    /** What is different. */
    public enum Kind {
        /** The row lacks a field. */
        MISSING,
        /** The row has a field that the contract does not know. */
        UNEXPECTED,
        /** Null where the contract says that there is a value. */
        NULL,
        /** A value of another type. */
        TYPE
    }

    /** One sentence. */
    public String text() {
        return kind + " " + field + ": expected " + expected + ", found " + found + " (" + count + "×)";
    }
}
