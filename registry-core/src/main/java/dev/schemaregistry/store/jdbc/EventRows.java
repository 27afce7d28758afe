package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.store.jdbc.Columns.instant;
import static dev.schemaregistry.store.jdbc.Columns.optionalText;
import static dev.schemaregistry.store.jdbc.Columns.text;

import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.event.RegistryEvent.FeedbackChanged;
import dev.schemaregistry.event.RegistryEvent.OntologyChanged;
import dev.schemaregistry.event.RegistryEvent.SourceChanged;
import dev.schemaregistry.event.RegistryEvent.TableChanged;
import dev.schemaregistry.event.RegistryEvent.ValuesProfiled;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.VersionBump;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of {@code events}, read together with the versions and changes they announce. */
final class EventRows {
    private static final String TABLE_CHANGED = "table_changed";
    private static final String VALUES_PROFILED = "values_profiled";
    private static final String ENTITY_CHANGED = "entity_changed";
    private static final String ENTITY_REMOVED = "entity_removed";
    private static final String FEEDBACK_CHANGED = "feedback_changed";
    private static final String FEEDBACK_REMOVED = "feedback_removed";

    private EventRows() {}

    /** The last place given out before these. */
    static long takePlaces(Session session, int count) throws SQLException {
        return session.find(row -> row.getLong(1), Statements.TAKE_PLACES, count)
                        .orElseThrow(() -> new IllegalStateException("the event counter has no row"))
                - count;
    }

    static void addSourceChanged(Session session, SourceId source, SourceChanged.Kind kind, long at)
            throws SQLException {
        long sequence = takePlaces(session, 1) + 1;
        session.update(Statements.ADD_EVENT, sequence, at, word(kind), source.value(), null, null, null);
    }

    static void addOntologyChanged(Session session, String entity, boolean removed, long at) throws SQLException {
        long sequence = takePlaces(session, 1) + 1;
        String kind = removed ? ENTITY_REMOVED : ENTITY_CHANGED;
        session.update(Statements.ADD_EVENT, sequence, at, kind, null, null, null, entity);
    }

    static void addValuesProfiled(Session session, TableRef ref, long at) throws SQLException {
        long sequence = takePlaces(session, 1) + 1;
        session.update(
                Statements.ADD_EVENT,
                sequence,
                at,
                VALUES_PROFILED,
                ref.source().value(),
                ref.table().text(),
                null,
                null);
    }

    static void addFeedbackChanged(Session session, String id, boolean removed, long at) throws SQLException {
        long sequence = takePlaces(session, 1) + 1;
        session.update(Statements.ADD_FEEDBACK_EVENT, sequence, at, removed ? FEEDBACK_REMOVED : FEEDBACK_CHANGED, id);
    }

    static void addTableChanged(Session session, List<RegistryEvent> events) throws SQLException {
        try (Batch batch = session.batch(Statements.ADD_EVENT)) {
            for (RegistryEvent event : events) {
                TableChanged change = (TableChanged) event;
                batch.add(
                        Batch.ALWAYS_WRITES,
                        change.sequence(),
                        change.at().toEpochMilli(),
                        TABLE_CHANGED,
                        change.ref().source().value(),
                        change.ref().table().text(),
                        change.revision(),
                        null);
            }
            batch.flush(Batch.ALWAYS_WRITES);
        }
    }

    static List<RegistryEvent> read(Session session, long afterSequence, int limit) throws SQLException {
        Merger merger = new Merger();
        session.list(merger::add, Statements.EVENTS, afterSequence, limit);
        return merger.events();
    }

    private static String word(SourceChanged.Kind kind) {
        return "source_" + kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Puts together the rows of one event, which has a row for each of its changes. */
    private static final class Merger {
        private final List<RegistryEvent> events = new ArrayList<>();

        boolean add(ResultSet row) throws SQLException {
            RegistryEvent event = event(row, changes(row));
            int last = events.size() - 1;
            if (last >= 0
                    && event instanceof TableChanged more
                    && events.get(last) instanceof TableChanged before
                    && before.sequence() == more.sequence()) {
                events.set(last, join(before, more.changes()));
                return false;
            }
            return events.add(event);
        }

        List<RegistryEvent> events() {
            return events;
        }

        private static List<SchemaChange> changes(ResultSet row) throws SQLException {
            Optional<String> kind = optionalText(row, "change_kind");
            return kind.isPresent() ? List.of(ChangeRows.read(kind.get(), row)) : List.of();
        }

        private static RegistryEvent event(ResultSet row, List<SchemaChange> changes) throws SQLException {
            long sequence = row.getLong("sequence");
            String kind = text(row, "kind");
            for (SourceChanged.Kind each : SourceChanged.Kind.values()) {
                if (word(each).equals(kind)) {
                    return new SourceChanged(sequence, instant(row, "at"), new SourceId(text(row, "source_id")), each);
                }
            }
            return switch (kind) {
                case TABLE_CHANGED ->
                    new TableChanged(
                            sequence,
                            instant(row, "at"),
                            VersionRows.ref(row),
                            SemanticVersion.parse(text(row, "version")),
                            row.getLong("revision"),
                            VersionBump.valueOf(text(row, "bump")),
                            row.getLong("removed") == 1,
                            changes);
                case ENTITY_CHANGED, ENTITY_REMOVED ->
                    new OntologyChanged(
                            sequence, instant(row, "at"), text(row, "entity_name"), kind.equals(ENTITY_REMOVED));
                case VALUES_PROFILED -> new ValuesProfiled(sequence, instant(row, "at"), VersionRows.ref(row));
                case FEEDBACK_CHANGED, FEEDBACK_REMOVED ->
                    new FeedbackChanged(
                            sequence, instant(row, "at"), text(row, "feedback_id"), kind.equals(FEEDBACK_REMOVED));
                default -> throw new IllegalArgumentException("no event is of the kind " + kind);
            };
        }

        private static TableChanged join(TableChanged event, List<SchemaChange> more) {
            List<SchemaChange> changes = new ArrayList<>(event.changes());
            changes.addAll(more);
            return new TableChanged(
                    event.sequence(),
                    event.at(),
                    event.ref(),
                    event.version(),
                    event.revision(),
                    event.bump(),
                    event.removed(),
                    changes);
        }
    }
}
