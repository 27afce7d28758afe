package dev.schemaregistry.contract.guard;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tries again where the source fails for the moment: by SQLSTATE, and nothing else. No jitter, no shared state: few tries of one caller.
 */
record Retries(ExecutionLimits limits, Pause pause) {
    /** Serialization, deadlock, a lock not free, a connection lost or not to be had, a server starting or stopping. */
    private static final List<String> TRANSIENT = List.of("40001", "40P01", "55P03", "08", "53300", "57P");

    /** SQLite's driver gives no SQLSTATE: busy, and locked. */
    private static final List<Integer> SQLITE_TRANSIENT = List.of(5, 6);

    private static final int LOW_BYTE = 0xFF;

    /** Waits. */
    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws InterruptedException;

        static Pause real() {
            return time -> TimeUnit.MILLISECONDS.sleep(time.toMillis());
        }
    }

    /** @param attempt told its number, from 1 */
    <T> T run(IntFunction<T> attempt) {
        Duration wait = limits.pause();
        for (int number = 1; ; number++) {
            try {
                return attempt.apply(number);
            } catch (SourceException failure) {
                if (number == limits.tries() || !isTransient(failure)) {
                    throw failure;
                }
                await(wait, failure);
                wait = wait.multipliedBy(2);
            }
        }
    }

    private void await(Duration wait, SourceException failure) {
        try {
            pause.of(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(ErrorCode.SOURCE_TIMEOUT, "interrupted before another try", failure);
        }
    }

    static boolean isTransient(SourceException failure) {
        for (@Nullable Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return isTransient(sql);
            }
        }
        return false;
    }

    private static boolean isTransient(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        if (state == null) {
            return SQLITE_TRANSIENT.contains(failure.getErrorCode() & LOW_BYTE);
        }
        return TRANSIENT.stream().anyMatch(state::startsWith);
    }
}
