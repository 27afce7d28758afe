package dev.schemaregistry.store.jdbc;

import java.sql.SQLException;
import java.util.List;

/** What must be so in every registry: a sentence for what is not, and the statement that finds it, with a column that names it. */
enum SoundnessRule {
    PAGES("the file is damaged: ", "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
    REFERENCES(
            "a row refers to one that is not there, in the table ",
            "SELECT DISTINCT \"table\" || ', which refers to ' || parent FROM pragma_foreign_key_check"),
    IDENTITY(
            "it does not call itself a registry: ",
            "SELECT 'application is ' || COALESCE(MAX(value), 'not told') FROM registry_meta WHERE name = 'application' "
                    + "HAVING COALESCE(MAX(value), '') <> 'schema-registry'"),
    COUNTER("the event log has no counter: ", "SELECT 'no row' WHERE NOT EXISTS (SELECT 1 FROM event_counter)"),
    COUNTER_BEHIND(
            "the counter of the event log is behind, at ",
            "SELECT c.last_sequence || ', while the last event has the place ' || (SELECT MAX(sequence) FROM events) "
                    + "FROM event_counter c WHERE c.last_sequence < (SELECT MAX(sequence) FROM events)"),
    LISTENER_AHEAD(
            "a listener is ahead of the event log: ",
            "SELECT p.listener FROM positions p WHERE p.sequence > (SELECT MAX(last_sequence) FROM event_counter)"),
    VERSION_WITHOUT_EVENT(
            "a version has no event: ",
            "SELECT v.source_id || '.' || v.table_name || ', revision ' || v.revision FROM table_versions v "
                    + "WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.source_id = v.source_id "
                    + "AND e.table_name = v.table_name AND e.revision = v.revision)"),
    VERSION_WITH_EVENTS(
            "a version has more than one event: ",
            "SELECT source_id || '.' || table_name || ', revision ' || revision FROM events "
                    + "WHERE revision IS NOT NULL GROUP BY source_id, table_name, revision HAVING count(*) > 1"),
    EVENT_WITHOUT_VERSION(
            "an event has no version: ",
            "SELECT 'place ' || e.sequence FROM events e WHERE e.kind = 'table_changed' "
                    + "AND NOT EXISTS (SELECT 1 FROM table_versions v WHERE v.source_id = e.source_id "
                    + "AND v.table_name = e.table_name AND v.revision = e.revision)"),
    REVISION_MISSING(
            "a table lacks some of its revisions: ",
            "SELECT source_id || '.' || table_name || ' has ' || count(*) || ' up to revision ' || MAX(revision) "
                    + "FROM table_versions GROUP BY source_id, table_name HAVING count(*) <> MAX(revision)"),
    CURRENT_TABLE(
            "a current table is not its last version: ",
            "SELECT t.source_id || '.' || t.table_name FROM table_meta t WHERE NOT EXISTS (SELECT 1 FROM table_versions v "
                    + "WHERE v.source_id = t.source_id AND v.table_name = t.table_name AND v.removed = 0 "
                    + "AND v.revision = t.revision AND v.version = t.version AND v.fingerprint = t.fingerprint "
                    + "AND v.schema_json = t.schema_json AND v.created_at = t.updated_at "
                    + "AND v.revision = (SELECT MAX(l.revision) FROM table_versions l "
                    + "WHERE l.source_id = v.source_id AND l.table_name = v.table_name))"),
    LAST_VERSION(
            "a last version is not among the current tables: ",
            "SELECT v.source_id || '.' || v.table_name FROM table_versions v WHERE v.removed = 0 "
                    + "AND v.revision = (SELECT MAX(l.revision) FROM table_versions l "
                    + "WHERE l.source_id = v.source_id AND l.table_name = v.table_name) "
                    + "AND NOT EXISTS (SELECT 1 FROM table_meta t "
                    + "WHERE t.source_id = v.source_id AND t.table_name = v.table_name)");

    private static final int MOST = 10;

    private final String sentence;
    private final String statement;

    SoundnessRule(String sentence, String statement) {
        this.sentence = sentence;
        this.statement = statement;
    }

    /** Whether it is about a file; a server looks after its own pages and references. */
    boolean isOfFiles() {
        return this == PAGES || this == REFERENCES;
    }

    /** At most ten. */
    List<String> findings(Session session) throws SQLException {
        return session.list(row -> sentence + row.getString(1), statement + " LIMIT " + MOST);
    }
}
