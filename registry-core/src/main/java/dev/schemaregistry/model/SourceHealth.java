package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.Snapshot.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the last contact with a source showed. A source that is down keeps its schema; readers are told how old it is.
 *
 * @param lastSeen when the schema was last confirmed, whether it had changed or not; to the {@linkplain #PRECISION minute}
 * @param lastAttempt when it was last tried; as precise
 * @param detail one sentence without secrets; empty when all is well
 * @param stale the parts that could not be read when the source was last seen; what was known of them stays
 */
public record SourceHealth(
        Status status,
        Optional<Instant> lastSeen,
        Optional<Instant> lastAttempt,
        String detail,
        List<StalePart> stale) {
    /** How much the times may lag behind, so that looking at a source that does not change writes nothing. */
    public static final Duration PRECISION = Duration.ofMinutes(1);

    /** Registered, never contacted. */
    public static final SourceHealth NEVER_SEEN =
            new SourceHealth(Status.NEVER_SEEN, Optional.empty(), Optional.empty(), "", List.of());

    public SourceHealth {
        requireNonNull(status, "status");
        requireNonNull(lastSeen, "lastSeen");
        requireNonNull(lastAttempt, "lastAttempt");
        requireNonNull(detail, "detail");
        stale = List.copyOf(stale);
    }

    /** Seen whole at that moment. */
    public static SourceHealth ok(Instant at) {
        return NEVER_SEEN.read(at, List.of());
    }

    /** Read at that moment, whole or but for gaps. A part that was stale before is so since then. */
    public SourceHealth read(Instant at, List<Gap> gaps) {
        List<StalePart> parts =
                gaps.stream().map(gap -> new StalePart(gap, since(gap, at))).toList();
        return contacted(at, parts);
    }

    /** Looked at, and nothing had moved: what was stale still is. */
    public SourceHealth seen(Instant at) {
        return contacted(at, stale);
    }

    /** Tried without success; what was known stays known, and stale. */
    public SourceHealth failed(Instant at, String why) {
        return new SourceHealth(Status.UNREACHABLE, lastSeen, Optional.of(at), why, stale);
    }

    /**
     * Why and since when what is known of a table may be out of date, because its part of the source, or all of it, could not be
     * read; empty when it was confirmed by the last contact.
     */
    public Optional<StalePart> staleness(TableName table) {
        Optional<StalePart> part =
                stale.stream().filter(known -> known.gap().covers(table)).findFirst();
        return part.isPresent() || status != Status.UNREACHABLE
                ? part
                : lastSeen.or(() -> lastAttempt).map(since -> new StalePart(new Gap("*", detail), since));
    }

    /** Whether this says more than {@code before} did, or enough time has gone by that it is worth noting all the same. */
    public boolean isNews(SourceHealth before) {
        return status != before.status
                || !detail.equals(before.detail)
                || !stale.equals(before.stale)
                || before.lastAttempt.isEmpty()
                || lastAttempt
                        .filter(at -> at.isBefore(before.lastAttempt.get().plus(PRECISION)))
                        .isEmpty();
    }

    private SourceHealth contacted(Instant at, List<StalePart> parts) {
        String more = parts.size() > 1 ? " (and " + (parts.size() - 1) + " more)" : "";
        String why = parts.isEmpty() ? "" : parts.get(0).gap().reason() + more;
        Status now = parts.isEmpty() ? Status.OK : Status.PARTIAL;
        return new SourceHealth(now, Optional.of(at), Optional.of(at), why, parts);
    }

    private Instant since(Gap gap, Instant at) {
        return stale.stream()
                .filter(known -> known.gap().contains(gap))
                .map(StalePart::since)
                .findFirst()
                .or(() -> lastSeen)
                .orElse(at);
    }

    /** How the source stands. */
    public enum Status {
        NEVER_SEEN,
        OK,
        PARTIAL,
        UNREACHABLE
    }
}
