package dev.schemaregistry.spi;

import static java.util.Objects.requireNonNull;

/** A value that must not be shown: {@link #toString()} hides it, it has no equality, and it is never serialised. */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = requireNonNull(value, "value");
    }

    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself, for the driver and nobody else. */
    public String reveal() {
        return value;
    }

    /** Stars. */
    @Override
    public String toString() {
        return "***";
    }
}
