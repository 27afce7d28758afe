package dev.schemaregistry.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How an introspection behaves.
 *
 * @param perSource how long one source may take to be read, and once more for its values; writing what was read does not count
 * @param sideBySide how many sources are read at once
 * @param force read the whole schema even where the source's own mark has not moved
 * @param acceptEmpty believe a source that shows no table at all, where tables are known; such a source is read in any case
 * @param profile look at the values of every table of which values may be kept, however short ago that was done
 */
public record IntrospectionLimits(
        Duration perSource, int sideBySide, boolean force, boolean acceptEmpty, boolean profile) {
    /** One minute a source, at most 32 sources at once, marks trusted. */
    public static final IntrospectionLimits DEFAULT = new IntrospectionLimits(Duration.ofMinutes(1), 32, false);

    public IntrospectionLimits {
        requireNonNull(perSource, "perSource");
        if (perSource.isZero() || perSource.isNegative()) {
            throw new IllegalArgumentException("the time limit of a source must be positive: " + perSource);
        }
        if (sideBySide < 1) {
            throw new IllegalArgumentException("at least one source must be read at a time: " + sideBySide);
        }
    }

    public IntrospectionLimits(Duration perSource, int sideBySide, boolean force) {
        this(perSource, sideBySide, force, false, false);
    }

    public IntrospectionLimits withPerSource(Duration newPerSource) {
        return new IntrospectionLimits(newPerSource, sideBySide, force, acceptEmpty, profile);
    }

    public IntrospectionLimits withForce(boolean newForce) {
        return new IntrospectionLimits(perSource, sideBySide, newForce, acceptEmpty, profile);
    }

    public IntrospectionLimits withAcceptEmpty(boolean newAcceptEmpty) {
        return new IntrospectionLimits(perSource, sideBySide, force, newAcceptEmpty, profile);
    }

    public IntrospectionLimits withProfile(boolean newProfile) {
        return new IntrospectionLimits(perSource, sideBySide, force, acceptEmpty, newProfile);
    }
}
