package dev.schemaregistry.tools;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How old what the registry says about a source is. */
record Freshness(DataSource source, Instant now) {
    /** For a reader: {@code shop 1.2.0 ok, seen 3 min ago}. */
    String text() {
        String status = status();
        String detail = source.health().status() == SourceHealth.Status.OK
                ? ""
                : PlainText.line(source.health().detail(), 60);
        return source.id() + " " + source.version() + ' ' + status + (detail.isEmpty() ? "" : " (" + detail + ')')
                + age().map(age -> ", seen " + words(age) + " ago").orElse(", never seen");
    }

    Map<String, Object> json() {
        return Part.json(
                "version",
                source.version().toString(),
                "status",
                source.health().status().name(),
                "age_seconds",
                age().map(Duration::toSeconds));
    }

    String status() {
        return source.health().status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    Optional<Duration> age() {
        return source.health()
                .lastSeen()
                .map(seen -> Duration.between(seen, now))
                .map(Freshness::notNegative);
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    static String words(Duration age) {
        if (age.toSeconds() < 60) {
            return age.toSeconds() + " s";
        }
        if (age.toMinutes() < 60) {
            return age.toMinutes() + " min";
        }
        return age.toHours() < 48 ? age.toHours() + " h" : age.toDays() + " days";
    }
}
