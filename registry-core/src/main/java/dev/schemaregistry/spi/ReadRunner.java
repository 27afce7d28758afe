package dev.schemaregistry.spi;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Runs a read at a source that speaks JDBC: on a read-only session, in a transaction that is rolled back, under limits. Thread-safe.
 *
 * <p>Callers must have proved that the query is one pure read that calls no function they do not know; see the contract check.
 */
public interface ReadRunner {
    /**
     * Runs the query and hands its rows over. The result set is closed afterwards; the reading may be called again from the start where
     * the source changed meanwhile, so it must not keep what it read before.
     *
     * @throws dev.schemaregistry.error.SourceException when the source refuses the query or can't be asked, with the driver's exception as
     *     its cause
     */
    <T> T run(String query, Limits limits, Reading<T> reading);

    /** What is done with the rows. */
    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    /**
     * How far a read may go.
     *
     * @param timeout how long it may take in all
     * @param rows how many rows the source gives at most
     */
    record Limits(Duration timeout, int rows) {
        public Limits {
            requireNonNull(timeout, "timeout");
            if (timeout.isZero() || timeout.isNegative() || rows < 1) {
                throw new IllegalArgumentException(
                        "a read needs some time and at least one row: " + timeout + ", " + rows);
            }
        }
    }
}
