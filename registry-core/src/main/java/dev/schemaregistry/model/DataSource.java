package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A registered data source.
 *
 * @param type the connector's word: {@code postgres}, {@code sqlite}, {@code mongodb}, …
 * @param uri where it is, without any secret; for people and logs, never handed to a driver
 * @param settings what the connector needs to connect: host, port, database, credential <em>references</em>; never a secret
 * @param version the version of the source as a whole: moves with the heaviest change among its tables
 * @param revision counts the accepted changes of the source: 0 before the first snapshot, then 1, 2, 3
 * @param defaultNamespace the native name of the namespace that {@link TableName} leaves empty, such as {@code public}
 * @param engine product and version as the source reports them, for example {@code PostgreSQL 15.19}; empty until introspected
 * @param health what the last contact showed
 * @param updatedAt when the record last changed
 */
public record DataSource(
        SourceId id,
        String type,
        String uri,
        Optional<String> description,
        Map<String, String> settings,
        SemanticVersion version,
        long revision,
        Optional<Fingerprint> fingerprint,
        String defaultNamespace,
        String engine,
        SourceHealth health,
        Instant updatedAt) {

    public DataSource {
        requireNonNull(id, "id");
        requireNonNull(type, "type");
        requireNonNull(uri, "uri");
        requireNonNull(description, "description");
        requireNonNull(version, "version");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(defaultNamespace, "defaultNamespace");
        requireNonNull(engine, "engine");
        requireNonNull(health, "health");
        requireNonNull(updatedAt, "updatedAt");
        settings = Sorted.copyOf(settings);
        if (type.isBlank()) {
            throw new IllegalArgumentException("source \"" + id + "\" needs a type, such as postgres or sqlite");
        }
        if (revision < 0) {
            throw new IllegalArgumentException("revision must not be negative: " + revision);
        }
    }

    /** A source that was registered but not read yet. */
    public static DataSource registered(
            SourceId id,
            String type,
            String uri,
            Optional<String> description,
            Map<String, String> settings,
            Instant at) {
        return new DataSource(
                id,
                type,
                uri,
                description,
                settings,
                SemanticVersion.FIRST,
                0,
                Optional.empty(),
                "",
                "",
                SourceHealth.NEVER_SEEN,
                at);
    }
}
