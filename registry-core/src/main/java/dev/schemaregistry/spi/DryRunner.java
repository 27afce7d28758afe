package dev.schemaregistry.spi;

import java.time.Duration;

/**
 * Asks the source what it thinks of a query, without running it: EXPLAIN without ANALYZE, planner-only explain, or where a source
 * plans nothing, what its catalogue says now of the names and rights the query needs. Read-only, under limits, leaving no trace.
 * Thread-safe.
 */
public interface DryRunner {
    /**
     * One verdict for one query; a query the source refuses is an answer, not an exception.
     *
     * @throws dev.schemaregistry.error.SourceException when the source can't be asked
     */
    DryRunReport dryRun(String query, Limits limits);

    /**
     * How far a dry run may go.
     *
     * @param timeout how long the source may think about it
     */
    record Limits(Duration timeout) {
        public static final Limits DEFAULT = new Limits(Duration.ofSeconds(5));
    }
}
