package dev.schemaregistry.contract.guard;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How far an execution may go.
 *
 * @param rows how many rows are returned at most
 * @param bytes how much text and data they may hold at most, about
 * @param timeout how long one try may take
 * @param tries how often it is tried in all where the source fails for the moment
 * @param pause how long to wait before another try; doubled each time
 */
public record ExecutionLimits(int rows, long bytes, Duration timeout, int tries, Duration pause) {
    private static final int MOST_TRIES = 5;

    /** A thousand rows, a mebibyte, ten seconds, three tries. */
    public static final ExecutionLimits DEFAULT =
            new ExecutionLimits(1_000, 1 << 20, Duration.ofSeconds(10), 3, Duration.ofMillis(200));

    public ExecutionLimits {
        requireNonNull(timeout, "timeout");
        requireNonNull(pause, "pause");
        if (rows < 1 || bytes < 1 || timeout.isZero() || timeout.isNegative() || pause.isNegative()) {
            throw new IllegalArgumentException("an execution needs at least one row, one byte and some time");
        }
        if (tries < 1 || tries > MOST_TRIES) {
            throw new IllegalArgumentException(
                    "an execution is tried from 1 to " + MOST_TRIES + " times, not " + tries);
        }
    }

    public ExecutionLimits withRows(int most) {
        return new ExecutionLimits(most, bytes, timeout, tries, pause);
    }

    public ExecutionLimits withBytes(long most) {
        return new ExecutionLimits(rows, most, timeout, tries, pause);
    }

    public ExecutionLimits withTimeout(Duration most) {
        return new ExecutionLimits(rows, bytes, most, tries, pause);
    }

    public ExecutionLimits withTries(int most, Duration between) {
        return new ExecutionLimits(rows, bytes, timeout, most, between);
    }
}
