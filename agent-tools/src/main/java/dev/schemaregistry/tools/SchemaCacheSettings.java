package dev.schemaregistry.tools;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How many schemas are kept for checks, and how long one that nobody asks for. None is ever stale, however long it is kept.
 *
 * @param size sources, from 1
 * @param keep since it was last asked for
 */
public record SchemaCacheSettings(int size, Duration keep) {
    /** 64 sources, an hour each. */
    public static final SchemaCacheSettings DEFAULT = new SchemaCacheSettings(64, Duration.ofHours(1));

    public SchemaCacheSettings {
        requireNonNull(keep, "keep");
        if (size < 1 || keep.isNegative() || keep.isZero()) {
            throw new IllegalArgumentException(
                    "a cache keeps at least one schema for some time; got " + size + " for " + keep);
        }
    }
}
