package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One schema in a subject's line of versions; never changed once written.
 *
 * @param revision 1, 2, 3 … within the subject, without gaps
 * @param removed true when this revision records that the source no longer has the table; {@code table} is then the last known schema
 */
public record TableVersion(
        TableRef ref,
        SemanticVersion version,
        long revision,
        Table table,
        Fingerprint fingerprint,
        boolean removed,
        Instant createdAt) {

    public TableVersion {
        requireNonNull(ref, "ref");
        requireNonNull(version, "version");
        requireNonNull(table, "table");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(createdAt, "createdAt");
        if (revision < 1) {
            throw new IllegalArgumentException("revision starts at 1: " + revision);
        }
    }
}
