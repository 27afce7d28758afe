package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * A hash with the name of what was hashed and how, for example {@code canonical1-sha256:9f86…}. Only fingerprints of one
 * algorithm can be compared for a change; different algorithms say nothing.
 */
public record Fingerprint(String algorithm, String value) {
    private static final Pattern ALGORITHM = Pattern.compile("[a-z0-9][a-z0-9-]*");

    public Fingerprint {
        requireNonNull(algorithm, "algorithm");
        requireNonNull(value, "value");
        if (!ALGORITHM.matcher(algorithm).matches() || value.isEmpty()) {
            throw new IllegalArgumentException(
                    "fingerprint " + Names.quoted(algorithm + ':' + value) + " is malformed");
        }
    }

    /** Reads {@code algorithm:value}. */
    public static Fingerprint parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("fingerprint " + Names.quoted(text) + " has no algorithm");
        }
        return new Fingerprint(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return algorithm + ':' + value;
    }
}
