package dev.schemaregistry.server.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times in words. */
final class Times {
    private Times() {}

    /** How long ago, in one unit. */
    static String ago(Optional<Instant> at, Clock clock) {
        return at.map(then -> words(Duration.between(then, clock.instant())) + " ago")
                .orElse("never");
    }

    static String words(Duration duration) {
        if (duration.toMillis() < 1000) {
            return Math.max(0, duration.toMillis()) + " ms";
        }
        if (duration.toSeconds() < 120) {
            return duration.toSeconds() + " s";
        }
        if (duration.toMinutes() < 120) {
            return duration.toMinutes() + " min";
        }
        return duration.toHours() < 48 ? duration.toHours() + " h" : duration.toDays() + " days";
    }

    /** A moment, to the second. */
    static String moment(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
