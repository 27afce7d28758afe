package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A part of a source of which the registry shows what it knew before, because it cannot be read at present.
 *
 * @param gap which part, and why
 * @param since when it was last confirmed, or when the gap was noticed where it never was
 */
public record StalePart(Snapshot.Gap gap, Instant since) {
    public StalePart {
        requireNonNull(gap, "gap");
        requireNonNull(since, "since");
    }
}
