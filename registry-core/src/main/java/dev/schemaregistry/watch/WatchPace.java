package dev.schemaregistry.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How hints and failures move a look at a source.
 *
 * @param quiet how long hints must pause before a look follows, so that a migration is seen whole
 * @param apart how long a look waits at most while hints keep coming, and how far apart two looks that follow hints start at least
 * @param firstRetry how long after a look that failed the next one follows; twice as long after each further failure
 * @param longestRetry what that grows to, unless the interval is shorter
 */
public record WatchPace(Duration quiet, Duration apart, Duration firstRetry, Duration longestRetry) {
    /** Seen within a second; looked at twice a second at most; a dead source tried every five minutes in the long run. */
    public static final WatchPace DEFAULT =
            new WatchPace(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofMinutes(5));

    private static final int DOUBLINGS = 20;

    public WatchPace {
        requireNonNull(quiet, "quiet");
        requireNonNull(apart, "apart");
        requireNonNull(firstRetry, "firstRetry");
        requireNonNull(longestRetry, "longestRetry");
    }

    /** @param failures in a row, at least one */
    Duration retryAfter(int failures) {
        Duration grown = firstRetry.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        return grown.compareTo(longestRetry) < 0 ? grown : longestRetry;
    }
}
