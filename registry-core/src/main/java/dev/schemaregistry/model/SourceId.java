package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * The name under which a data source is registered, for example {@code billing}.
 *
 * <p>Letters, digits, {@code _} and {@code -}, at most 128, starting with a letter or digit. A dot is not allowed, so that
 * {@code source.table} can be read back.
 */
public record SourceId(String value) implements Comparable<SourceId> {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");

    public SourceId {
        requireNonNull(value, "value");
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("source id " + Names.quoted(value)
                    + " is not allowed; use 1 to 128 letters, digits, '_' or '-', starting with a letter or digit");
        }
    }

    /** Whether {@code text} could be a source id. */
    public static boolean isValid(String text) {
        return ALLOWED.matcher(text).matches();
    }

    @Override
    public int compareTo(SourceId other) {
        return value.compareTo(other.value);
    }

    /** The bare id. */
    @Override
    public String toString() {
        return value;
    }
}
