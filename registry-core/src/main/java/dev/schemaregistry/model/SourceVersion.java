package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A version of a source as a whole.
 *
 * @param at when the change that made it was accepted
 */
public record SourceVersion(SemanticVersion version, Instant at) {
    public SourceVersion {
        requireNonNull(version, "version");
        requireNonNull(at, "at");
    }
}
