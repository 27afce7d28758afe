package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.store.jdbc.Columns.instant;
import static dev.schemaregistry.store.jdbc.Columns.nullable;
import static dev.schemaregistry.store.jdbc.Columns.optionalInstant;
import static dev.schemaregistry.store.jdbc.Columns.optionalText;
import static dev.schemaregistry.store.jdbc.Columns.text;

import dev.schemaregistry.json.RegistryJson;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.model.SourceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of {@code data_sources}. */
final class SourceRows {
    private SourceRows() {}

    static DataSource read(ResultSet row) throws SQLException {
        return new DataSource(
                new SourceId(text(row, "id")),
                text(row, "type"),
                text(row, "uri"),
                optionalText(row, "description"),
                RegistryJson.readTextMap(text(row, "settings")),
                SemanticVersion.parse(text(row, "version")),
                row.getLong("revision"),
                optionalText(row, "fingerprint").map(Fingerprint::parse),
                text(row, "default_namespace"),
                text(row, "engine"),
                new SourceHealth(
                        SourceHealth.Status.valueOf(text(row, "health")),
                        optionalInstant(row, "last_seen"),
                        optionalInstant(row, "last_attempt"),
                        text(row, "health_detail"),
                        optionalText(row, "stale_parts")
                                .map(RegistryJson::readStaleParts)
                                .orElse(List.of())),
                instant(row, "updated_at"));
    }

    /** False when the source is known already. */
    static boolean register(Session session, DataSource source) throws SQLException {
        SourceHealth health = source.health();
        return session.update(
                        Statements.REGISTER_SOURCE,
                        source.uri(),
                        source.type(),
                        source.description().orElse(null),
                        RegistryJson.writeTextMap(source.settings()),
                        source.updatedAt().toEpochMilli(),
                        source.version().toString(),
                        source.revision(),
                        fingerprint(source),
                        source.defaultNamespace(),
                        source.engine(),
                        health.status().name(),
                        health.detail(),
                        nullable(health.lastSeen()),
                        nullable(health.lastAttempt()),
                        staleParts(health),
                        source.id().value())
                > 0;
    }

    /** False when the source is described so already. */
    static boolean describe(Session session, DataSource source) throws SQLException {
        String settings = RegistryJson.writeTextMap(source.settings());
        @Nullable String description = source.description().orElse(null);
        return session.update(
                        Statements.DESCRIBE_SOURCE,
                        source.uri(),
                        source.type(),
                        description,
                        settings,
                        source.updatedAt().toEpochMilli(),
                        source.id().value(),
                        source.uri(),
                        source.type(),
                        description,
                        settings)
                > 0;
    }

    /** False when the source is not at that revision, or gone. */
    static boolean advance(Session session, DataSource source, long expectedRevision) throws SQLException {
        SourceHealth health = source.health();
        return session.update(
                        Statements.ADVANCE_SOURCE,
                        source.updatedAt().toEpochMilli(),
                        source.version().toString(),
                        source.revision(),
                        fingerprint(source),
                        source.defaultNamespace(),
                        source.engine(),
                        health.status().name(),
                        health.detail(),
                        nullable(health.lastSeen()),
                        nullable(health.lastAttempt()),
                        staleParts(health),
                        source.id().value(),
                        expectedRevision)
                > 0;
    }

    static int setHealth(Session session, SourceId id, SourceHealth health, Instant at) throws SQLException {
        return session.update(
                Statements.SET_HEALTH,
                at.toEpochMilli(),
                health.status().name(),
                health.detail(),
                nullable(health.lastSeen()),
                nullable(health.lastAttempt()),
                staleParts(health),
                id.value());
    }

    private static @Nullable String staleParts(SourceHealth health) {
        return health.stale().isEmpty() ? null : RegistryJson.writeStaleParts(health.stale());
    }

    private static @Nullable String fingerprint(DataSource source) {
        return source.fingerprint().map(Fingerprint::toString).orElse(null);
    }
}
