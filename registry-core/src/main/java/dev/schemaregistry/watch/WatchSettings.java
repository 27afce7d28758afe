package dev.schemaregistry.watch;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.SourceId;
import java.time.Duration;
import java.util.Set;

/**
 * How a watcher behaves.
 *
 * @param only the sources to watch; empty: every registered one, also those to come
 * @param interval how long to wait between two looks at a source that names no interval of its own; also at one that pushes
 * @param pace how hints and failures move a look
 * @param limits how one look behaves
 * @param lookAround how often the registry's list of sources is compared with what is watched
 */
public record WatchSettings(
        Set<SourceId> only, Duration interval, WatchPace pace, IntrospectionLimits limits, Duration lookAround) {
    /** Every source, each hour, and at once where a source tells of changes. */
    public static final WatchSettings DEFAULT = new WatchSettings(
            Set.of(), Duration.ofHours(1), WatchPace.DEFAULT, IntrospectionLimits.DEFAULT, Duration.ofSeconds(2));

    public WatchSettings {
        only = Set.copyOf(only);
        requireNonNull(pace, "pace");
        requireNonNull(limits, "limits");
        requirePositive(interval, "interval");
        requirePositive(lookAround, "lookAround");
    }

    public WatchSettings withOnly(Set<SourceId> sources) {
        return new WatchSettings(sources, interval, pace, limits, lookAround);
    }

    public WatchSettings withInterval(Duration newInterval) {
        return new WatchSettings(only, newInterval, pace, limits, lookAround);
    }

    private static void requirePositive(Duration length, String name) {
        if (length.isZero() || length.isNegative()) {
            throw new IllegalArgumentException(name + " must be positive: " + length);
        }
    }
}
