package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What the last contact with a source showed. A source that is down keeps its schema; readers are told how old it is.
 *
 * @param lastSeen when the schema was last confirmed, whether it had changed or not
 * @param lastAttempt when it was last tried
 * @param detail one sentence without secrets; empty when all is well
 */
public record SourceHealth(Status status, Optional<Instant> lastSeen, Optional<Instant> lastAttempt, String detail) {
    /** Registered, never contacted. */
    public static final SourceHealth NEVER_SEEN =
            new SourceHealth(Status.NEVER_SEEN, Optional.empty(), Optional.empty(), "");

    public SourceHealth {
        requireNonNull(status, "status");
        requireNonNull(lastSeen, "lastSeen");
        requireNonNull(lastAttempt, "lastAttempt");
        requireNonNull(detail, "detail");
    }

    /** Seen whole at that moment. */
    public static SourceHealth ok(Instant at) {
        return new SourceHealth(Status.OK, Optional.of(at), Optional.of(at), "");
    }

    /** Seen, but part of it could not be read. */
    public static SourceHealth partial(Instant at, String detail) {
        return new SourceHealth(Status.PARTIAL, Optional.of(at), Optional.of(at), detail);
    }

    /** Tried without success; what was known stays known. */
    public SourceHealth failed(Instant at, String why) {
        return new SourceHealth(Status.UNREACHABLE, lastSeen, Optional.of(at), why);
    }

    /** How the source stands. */
    public enum Status {
        NEVER_SEEN,
        OK,
        PARTIAL,
        UNREACHABLE
    }
}
