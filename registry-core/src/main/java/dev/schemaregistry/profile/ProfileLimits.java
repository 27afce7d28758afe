package dev.schemaregistry.profile;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How far a look into the values of one table may go.
 *
 * @param values the most distinct values of a field; one with more is no small vocabulary, and yields none
 * @param length the most characters of a value; a longer one is cut after one character more, so that it can be seen to be longer
 * @param rows the most rows looked at
 * @param timeout how long the source may work on it
 * @param fields the most fields asked about
 */
public record ProfileLimits(int values, int length, int rows, Duration timeout, int fields) {
    /** 50 values of 60 characters, from 10,000 rows, within 5 seconds, of 50 fields. */
    public static final ProfileLimits DEFAULT = new ProfileLimits(50, 60, 10_000, Duration.ofSeconds(5), 50);

    public ProfileLimits {
        requireNonNull(timeout, "timeout");
        requirePositive(values, "values");
        requirePositive(length, "length");
        requirePositive(rows, "rows");
        requirePositive(fields, "fields");
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be positive: " + timeout);
        }
    }

    private static void requirePositive(int limit, String name) {
        if (limit < 1) {
            throw new IllegalArgumentException(name + " must be positive: " + limit);
        }
    }
}
