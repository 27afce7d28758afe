package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

/**
 * Where the knowledge about a table comes from.
 *
 * @param sampleSize documents or points looked at; 0 for declared schemas; not part of the fingerprint
 */
public record Provenance(Kind kind, int sampleSize) {
    /** The source declares the schema. */
    public static final Provenance DECLARED = new Provenance(Kind.DECLARED, 0);

    public Provenance {
        requireNonNull(kind, "kind");
        if (sampleSize < 0) {
            throw new IllegalArgumentException("sampleSize must not be negative: " + sampleSize);
        }
    }

    /** Inferred from a sample. */
    public static Provenance inferred(int sampleSize) {
        return new Provenance(Kind.INFERRED, sampleSize);
    }

    public boolean isInferred() {
        return kind == Kind.INFERRED;
    }

    /** Declared by the source, or inferred from data. */
    public enum Kind {
        DECLARED,
        INFERRED
    }
}
