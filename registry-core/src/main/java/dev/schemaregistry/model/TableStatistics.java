package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Observations about a table: they change with the data and never make a version.
 *
 * @param rows rows, documents or points, as the source estimates them
 * @param bytes size on disk, as the source estimates it
 * @param others what only one kind of source tells, such as {@code members} of a channel or {@code status} of a vector
 *     collection; sorted by key; hostile text
 */
public record TableStatistics(OptionalLong rows, OptionalLong bytes, Instant observedAt, Map<String, String> others) {
    public TableStatistics {
        requireNonNull(rows, "rows");
        requireNonNull(bytes, "bytes");
        requireNonNull(observedAt, "observedAt");
        others = Sorted.copyOf(others);
    }

    /** What every kind of source can tell. */
    public TableStatistics(OptionalLong rows, OptionalLong bytes, Instant observedAt) {
        this(rows, bytes, observedAt, Map.of());
    }

    /** Whether the other observation, whenever it was made, is the same. */
    public boolean equalsButForTime(TableStatistics other) {
        return rows.equals(other.rows) && bytes.equals(other.bytes) && others.equals(other.others);
    }
}
