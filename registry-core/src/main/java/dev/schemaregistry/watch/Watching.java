package dev.schemaregistry.watch;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.SourceId;
import java.time.Duration;
import java.util.Optional;

/**
 * How a source is watched.
 *
 * @param interval how long is waited between two looks at most
 * @param withoutPush why only the clock leads to a look, in one sentence; empty where the source tells of its changes
 */
public record Watching(SourceId source, Duration interval, Optional<String> withoutPush) {
    public Watching {
        requireNonNull(source, "source");
        requireNonNull(interval, "interval");
        requireNonNull(withoutPush, "withoutPush");
    }

    /** Whether the source tells of its changes. */
    public boolean isPush() {
        return withoutPush.isEmpty();
    }
}
