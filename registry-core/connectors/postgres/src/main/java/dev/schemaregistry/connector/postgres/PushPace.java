package dev.schemaregistry.connector.postgres;

import java.time.Duration;

/**
 * How a subscription keeps itself alive.
 *
 * @param heartbeat how long it is silent before the server is asked whether all is well
 * @param patience how long an answer may take before the connection counts as lost
 * @param firstRetry how long after a loss a new connection is tried; twice as long after each further failure
 * @param longestRetry what that grows to
 */
record PushPace(Duration heartbeat, Duration patience, Duration firstRetry, Duration longestRetry) {
    static final PushPace DEFAULT =
            new PushPace(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMillis(250), Duration.ofSeconds(30));

    private static final int DOUBLINGS = 16;

    /** @param failures in a row, at least one */
    Duration retryAfter(int failures) {
        Duration grown = firstRetry.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        return grown.compareTo(longestRetry) < 0 ? grown : longestRetry;
    }
}
