package dev.schemaregistry.contract.guard;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.util.Iterator;
import java.util.Map;

/**
 * Holds the rows that a source returns against what the registry says of them. Each result gets an iterator of its own. Thread-safe;
 * the iterators are not.
 *
 * @param sink hears of each result with mismatches, once
 */
public record RowGuard(Expectation expectation, GuardPolicy policy, MismatchSink sink) {
    public RowGuard {
        requireNonNull(expectation, "expectation");
        requireNonNull(policy, "policy");
        requireNonNull(sink, "sink");
    }

    /** Documents, payloads, or other rows by field name. */
    public GuardedRows rows(Iterator<? extends Map<String, ?>> rows) {
        return new GuardedRows(this, rows);
    }

    /**
     * The rows of a result set from where it stands, by column label; of several columns of one label the second is {@code label (2)}. The
     * result set stays the caller's to close.
     *
     * @throws dev.schemaregistry.error.SourceException when the result set fails, also while iterating
     */
    public GuardedRows rows(ResultSet rows) {
        return new GuardedRows(this, ResultSetRows.of(expectation.source(), rows));
    }
}
