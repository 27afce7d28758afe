package dev.schemaregistry.store.jdbc;

/** Every statement on the registry's tables, in the SQL that both dialects speak. The tables are in the migrations. */
final class Statements {
    private Statements() {}

    static final String SCHEMA_VERSION = "SELECT value FROM registry_meta WHERE name = 'schema_version'";

    static final String SOURCES = "SELECT * FROM data_sources ORDER BY id";
    static final String SOURCE = "SELECT * FROM data_sources WHERE id = ?";
    static final String REGISTER_SOURCE = """
            INSERT INTO data_sources (uri, type, description, settings, updated_at, version, revision, fingerprint,
              default_namespace, engine, health, health_detail, last_seen, last_attempt, stale_parts, id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING""";
    static final String DESCRIBE_SOURCE = """
            UPDATE data_sources SET uri = ?, type = ?, description = ?, settings = ?, updated_at = ?
            WHERE id = ?
              AND (uri <> ? OR type <> ? OR description IS DISTINCT FROM ? OR settings <> ?)""";
    static final String ADVANCE_SOURCE = """
            UPDATE data_sources SET updated_at = ?, version = ?, revision = ?, fingerprint = ?, default_namespace = ?,
              engine = ?, health = ?, health_detail = ?, last_seen = ?, last_attempt = ?, stale_parts = ?
            WHERE id = ? AND revision = ?""";
    static final String SET_HEALTH = """
            UPDATE data_sources SET updated_at = ?, health = ?, health_detail = ?, last_seen = ?, last_attempt = ?,
              stale_parts = ?
            WHERE id = ?""";
    static final String REMOVE_SOURCE = "DELETE FROM data_sources WHERE id = ?";

    static final String TABLES = """
            SELECT source_id, table_name, revision, version, 0 AS removed, fingerprint, schema_json, updated_at AS created_at
            FROM table_meta WHERE source_id = ?""";
    static final String TABLE_MARKS = "SELECT table_name, fingerprint FROM table_meta WHERE source_id = ?";
    static final String TABLE_NAMES = "SELECT table_name FROM table_meta WHERE source_id = ?";
    static final String REMOVED_TABLES = """
            SELECT * FROM table_versions v
            WHERE v.source_id = ? AND v.removed = 1
              AND v.revision = (SELECT MAX(latest.revision) FROM table_versions latest
                WHERE latest.source_id = v.source_id AND latest.table_name = v.table_name)""";
    static final String STEPS = """
            SELECT created_at, bump FROM table_versions WHERE source_id = ?
            GROUP BY created_at, bump ORDER BY created_at""";
    static final String TABLES_AT = """
            SELECT * FROM table_versions v
            WHERE v.source_id = ? AND v.removed = 0
              AND v.revision = (SELECT MAX(latest.revision) FROM table_versions latest
                WHERE latest.source_id = v.source_id AND latest.table_name = v.table_name AND latest.created_at <= ?)""";
    static final String LATEST_VERSION = """
            SELECT * FROM table_versions WHERE source_id = ? AND table_name = ? ORDER BY revision DESC LIMIT 1""";
    static final String VERSIONS = """
            SELECT * FROM table_versions WHERE source_id = ? AND table_name = ? ORDER BY revision""";

    static final String ALL_VERSIONS = "SELECT * FROM table_versions";

    /** Writes nothing unless the subject stands exactly one revision before. */
    static final String ADD_VERSION = """
            INSERT INTO table_versions (source_id, table_name, revision, version, bump, removed, fingerprint, schema_json,
              created_at)
            SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?
            WHERE (SELECT COALESCE(MAX(revision), 0) FROM table_versions WHERE source_id = ? AND table_name = ?) = ?""";

    /** Makes a version the current one; the schema is copied inside the database. */
    static final String PUT_TABLE = """
            INSERT INTO table_meta (source_id, table_name, schema_json, version, updated_at, revision, fingerprint)
            SELECT source_id, table_name, schema_json, version, created_at, revision, fingerprint
            FROM table_versions WHERE source_id = ? AND table_name = ? AND revision = ?
            ON CONFLICT (source_id, table_name) DO UPDATE SET schema_json = excluded.schema_json,
              version = excluded.version, updated_at = excluded.updated_at, revision = excluded.revision,
              fingerprint = excluded.fingerprint""";

    static final String REMOVE_TABLE = "DELETE FROM table_meta WHERE source_id = ? AND table_name = ?";
    static final String ADD_CHANGE = """
            INSERT INTO changes (source_id, table_name, revision, ordinal, kind, change_json) VALUES (?, ?, ?, ?, ?, ?)""";

    static final String STATISTICS = "SELECT * FROM table_statistics WHERE source_id = ?";
    static final String TABLE_STATISTICS = STATISTICS + " AND table_name = ?";
    static final String PUT_STATISTICS = """
            INSERT INTO table_statistics (source_id, table_name, row_count, byte_count, observed_at, others)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (source_id, table_name) DO UPDATE SET row_count = excluded.row_count,
              byte_count = excluded.byte_count, observed_at = excluded.observed_at, others = excluded.others""";
    static final String REMOVE_STATISTICS = "DELETE FROM table_statistics WHERE source_id = ? AND table_name = ?";

    static final String CATALOG = "SELECT catalog_json FROM source_catalogs WHERE source_id = ?";
    static final String CATALOG_MARK = "SELECT fingerprint FROM source_catalogs WHERE source_id = ?";

    /** Writes nothing when the stored catalog is the same. */
    static final String PUT_CATALOG = """
            INSERT INTO source_catalogs (source_id, fingerprint, catalog_json, seen_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (source_id) DO UPDATE SET fingerprint = excluded.fingerprint,
              catalog_json = excluded.catalog_json, seen_at = excluded.seen_at
            WHERE source_catalogs.fingerprint <> excluded.fingerprint""";

    static final String VALUES = "SELECT * FROM field_values WHERE source_id = ? AND table_name = ?";
    static final String SOURCE_VALUES = "SELECT * FROM field_values WHERE source_id = ?";

    /** Writes nothing for a table that the source does not have. */
    static final String PUT_VALUES = """
            INSERT INTO field_values (source_id, table_name, values_json, looked_at)
            SELECT source_id, table_name, ?, ? FROM table_meta WHERE source_id = ? AND table_name = ?
            ON CONFLICT (source_id, table_name) DO UPDATE SET values_json = excluded.values_json,
              looked_at = excluded.looked_at""";

    static final String KEEP_VALUES = "UPDATE field_values SET values_json = ? WHERE source_id = ? AND table_name = ?";
    static final String REMOVE_VALUES = "DELETE FROM field_values WHERE source_id = ? AND table_name = ?";
    static final String REMOVE_VALUE_EVENTS = "DELETE FROM events WHERE source_id = ? AND kind = 'values_profiled'";

    /** Holds the row until the end of the transaction: places become visible in their order. */
    static final String TAKE_PLACES = """
            UPDATE event_counter SET last_sequence = last_sequence + ? WHERE id = 1 RETURNING last_sequence""";

    static final String ADD_EVENT = """
            INSERT INTO events (sequence, at, kind, source_id, table_name, revision, entity_name)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";
    static final String EVENTS = """
            SELECT e.sequence, e.at, e.kind, e.source_id, e.table_name, e.revision, e.entity_name,
              e.feedback_id, v.version, v.bump, v.removed, c.kind AS change_kind, c.change_json,
              CASE WHEN c.ordinal IS NOT NULL AND c.change_json IS NULL THEN v.schema_json END AS schema_json
            FROM (SELECT * FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?) e
            LEFT JOIN table_versions v
              ON v.source_id = e.source_id AND v.table_name = e.table_name AND v.revision = e.revision
            LEFT JOIN changes c
              ON c.source_id = e.source_id AND c.table_name = e.table_name AND c.revision = e.revision
            ORDER BY e.sequence, c.ordinal""";
    static final String LAST_SEQUENCE = "SELECT last_sequence FROM event_counter WHERE id = 1";

    /** Writes nothing where a place was given out before. */
    static final String START_COUNTER = "UPDATE event_counter SET last_sequence = ? WHERE id = 1 AND last_sequence = 0";

    /** Moves nothing unless the lease is at just that term; holds its row until the end of the transaction. */
    static final String HOLD_LEASE = "UPDATE leases SET term = term WHERE name = ? AND owner = ? AND term = ?";

    static final String RELEASE_LEASE =
            "UPDATE leases SET owner = '', expires_at = 0 WHERE name = ? AND owner = ? AND term = ?";

    /** With the database's clock for each {@code {now}}, as the following ones. */
    static final String TAKE_LEASE = """
            INSERT INTO leases (name, owner, term, expires_at) VALUES (?, ?, 1, {now} + ?)
            ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, term = leases.term + 1,
              expires_at = excluded.expires_at
            WHERE leases.expires_at <= {now}
            RETURNING name, owner, term, expires_at""";

    static final String RENEW_LEASES =
            "UPDATE leases SET expires_at = {now} + ? WHERE owner = ? RETURNING name, owner, term, expires_at";
    static final String HELD_LEASES = "SELECT name, owner, term, expires_at FROM leases WHERE expires_at > {now}";

    static final String POSITION = "SELECT sequence FROM positions WHERE listener = ?";
    static final String PUT_POSITION = """
            INSERT INTO positions (listener, sequence) VALUES (?, ?)
            ON CONFLICT (listener) DO UPDATE SET sequence = excluded.sequence""";

    static final String ENTITIES = "SELECT * FROM ontology_mapping";

    /** Writes nothing when the stored entity is equal. */
    static final String PUT_ENTITY = """
            INSERT INTO ontology_mapping (entity_name, source_tables, description, synonyms, updated_at)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (entity_name) DO UPDATE SET source_tables = excluded.source_tables,
              description = excluded.description, synonyms = excluded.synonyms, updated_at = excluded.updated_at
            WHERE ontology_mapping.source_tables <> excluded.source_tables
              OR ontology_mapping.description IS DISTINCT FROM excluded.description
              OR ontology_mapping.synonyms <> excluded.synonyms""";

    static final String REMOVE_ENTITY = "DELETE FROM ontology_mapping WHERE entity_name = ?";

    static final String FEEDBACK_PAGE = """
            SELECT f.id, f.question, f.verdict, f.at, t.source_id, t.table_name
            FROM (SELECT * FROM feedback WHERE id > ? ORDER BY id LIMIT ?) f
            JOIN feedback_targets t ON t.feedback_id = f.id
            ORDER BY f.id, t.source_id, t.table_name""";
    static final String FEEDBACK = """
            SELECT f.id, f.question, f.verdict, f.at, t.source_id, t.table_name
            FROM feedback f JOIN feedback_targets t ON t.feedback_id = f.id
            WHERE f.id = ?
            ORDER BY t.source_id, t.table_name""";
    static final String FEEDBACK_OF_SOURCE = """
            SELECT DISTINCT feedback_id FROM feedback_targets WHERE source_id = ? ORDER BY feedback_id""";
    static final String FEEDBACK_OF_TABLE = """
            SELECT feedback_id FROM feedback_targets WHERE source_id = ? AND table_name = ? ORDER BY feedback_id""";
    static final String FEEDBACK_BEYOND = """
            SELECT f.id FROM feedback f
            WHERE f.id IN (SELECT feedback_id FROM feedback_targets WHERE source_id = ?)
            ORDER BY f.at DESC, f.id LIMIT 100 OFFSET ?""";

    static final String PUT_FEEDBACK = """
            INSERT INTO feedback (id, question, verdict, at) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET question = excluded.question, verdict = excluded.verdict, at = excluded.at
            WHERE feedback.at <= excluded.at""";

    static final String ADD_FEEDBACK_TARGET = """
            INSERT INTO feedback_targets (feedback_id, source_id, table_name) VALUES (?, ?, ?)
            ON CONFLICT (feedback_id, source_id, table_name) DO NOTHING""";
    static final String REMOVE_FEEDBACK = "DELETE FROM feedback WHERE id = ?";
    static final String HAS_SOURCE = "SELECT 1 FROM data_sources WHERE id = ?";
    static final String HAS_TABLE = "SELECT 1 FROM table_meta WHERE source_id = ? AND table_name = ?";
    static final String ADD_FEEDBACK_EVENT = """
            INSERT INTO events (sequence, at, kind, feedback_id) VALUES (?, ?, ?, ?)""";

    static final String ADD_AUDIT = "INSERT INTO audit (at, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)";
    static final String AUDIT = "SELECT * FROM audit ORDER BY id DESC LIMIT ?";
}
