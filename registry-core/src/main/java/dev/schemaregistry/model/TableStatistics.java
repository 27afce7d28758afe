package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * Observations about a table: they change with the data and never make a version.
 *
 * @param rows rows, documents or points, as the source estimates them
 * @param bytes size on disk, as the source estimates it
 */
public record TableStatistics(OptionalLong rows, OptionalLong bytes, Instant observedAt) {
    public TableStatistics {
        requireNonNull(rows, "rows");
        requireNonNull(bytes, "bytes");
        requireNonNull(observedAt, "observedAt");
    }

    /** Whether the other observation, whenever it was made, is the same. */
    public boolean equalsButForTime(TableStatistics other) {
        return rows.equals(other.rows) && bytes.equals(other.bytes);
    }
}
