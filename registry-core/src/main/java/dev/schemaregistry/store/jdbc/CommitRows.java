package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.store.jdbc.Columns.nullable;

import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.error.ConflictException;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.event.RegistryEvent.SourceChanged;
import dev.schemaregistry.event.RegistryEvent.TableChanged;
import dev.schemaregistry.json.RegistryJson;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.spi.SourceCommit;
import dev.schemaregistry.spi.SourceCommit.Write;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes one commit. The source's row comes first, which keeps other commits of that source out; the places in the log last. */
record CommitRows(Session session, SourceCommit commit) {

    List<RegistryEvent> write() throws SQLException {
        advanceSource();
        addVersions();
        putTables();
        removeTables();
        keepValues();
        addChanges();
        putStatistics();
        boolean otherCatalog = putCatalog();
        List<RegistryEvent> events = addEvents();
        if (otherCatalog && events.isEmpty()) {
            EventRows.addSourceChanged(
                    session,
                    commit.source().id(),
                    SourceChanged.Kind.UPDATED,
                    commit.source().updatedAt().toEpochMilli());
        }
        forgetFeedback();
        return events;
    }

    /** After the places in the log were taken, see {@link FeedbackRows}. */
    private void forgetFeedback() throws SQLException {
        Set<TableRef> gone = commit.writes().stream()
                .map(Write::version)
                .filter(TableVersion::removed)
                .map(TableVersion::ref)
                .collect(Collectors.toSet());
        new FeedbackRows(session).forget(gone, commit.source().updatedAt());
    }

    private void advanceSource() throws SQLException {
        if (!SourceRows.advance(session, commit.source(), commit.expectedRevision())) {
            throw new ConflictException(
                    ErrorCode.VERSION_CONFLICT,
                    "source \"" + commit.source().id() + "\" is no longer at revision " + commit.expectedRevision()
                            + "; read it again and repeat the change");
        }
    }

    private void addVersions() throws SQLException {
        try (Batch batch = session.batch(Statements.ADD_VERSION)) {
            for (Write write : commit.writes()) {
                TableVersion version = write.version();
                batch.add(
                        this::refuse,
                        source(version),
                        table(version),
                        version.revision(),
                        version.version().toString(),
                        write.bump().name(),
                        version.removed() ? 1L : 0L,
                        version.fingerprint().toString(),
                        RegistryJson.write(version.table()),
                        version.createdAt().toEpochMilli(),
                        source(version),
                        table(version),
                        version.revision() - 1);
            }
            batch.flush(this::refuse);
        }
    }

    private void refuse(int place) {
        TableVersion version = commit.writes().get(place).version();
        throw new ConflictException(
                ErrorCode.VERSION_CONFLICT,
                "table \"" + version.ref() + "\" is not at revision " + (version.revision() - 1)
                        + "; read it again and repeat the change");
    }

    private void putTables() throws SQLException {
        try (Batch batch = session.batch(Statements.PUT_TABLE)) {
            for (Write write : commit.writes()) {
                TableVersion version = write.version();
                if (!version.removed()) {
                    batch.add(Batch.ALWAYS_WRITES, source(version), table(version), version.revision());
                }
            }
            batch.flush(Batch.ALWAYS_WRITES);
        }
    }

    private void removeTables() throws SQLException {
        for (Write write : commit.writes()) {
            TableVersion version = write.version();
            if (version.removed()) {
                session.update(Statements.REMOVE_TABLE, source(version), table(version));
                session.update(Statements.REMOVE_STATISTICS, source(version), table(version));
            }
        }
    }

    private void keepValues() throws SQLException {
        for (Write write : commit.writes()) {
            TableVersion version = write.version();
            if (!version.removed() && version.revision() > 1) {
                ValueRows.keepOnly(session, version.ref(), version.table());
            }
        }
    }

    private void addChanges() throws SQLException {
        try (Batch batch = session.batch(Statements.ADD_CHANGE)) {
            for (Write write : commit.writes()) {
                TableVersion version = write.version();
                long ordinal = 0;
                for (SchemaChange change : write.changes()) {
                    ordinal++;
                    batch.add(
                            Batch.ALWAYS_WRITES,
                            source(version),
                            table(version),
                            version.revision(),
                            ordinal,
                            ChangeRows.kind(change),
                            ChangeRows.json(change, version.table()));
                }
            }
            batch.flush(Batch.ALWAYS_WRITES);
        }
    }

    private boolean putCatalog() throws SQLException {
        return commit.catalog().isPresent()
                && CatalogRows.put(
                        session,
                        commit.source().id(),
                        commit.catalog().get(),
                        commit.source().updatedAt());
    }

    private void putStatistics() throws SQLException {
        try (Batch batch = session.batch(Statements.PUT_STATISTICS)) {
            for (Map.Entry<TableName, TableStatistics> entry :
                    commit.statistics().entrySet()) {
                TableStatistics observed = entry.getValue();
                batch.add(
                        Batch.ALWAYS_WRITES,
                        commit.source().id().value(),
                        entry.getKey().text(),
                        nullable(observed.rows()),
                        nullable(observed.bytes()),
                        observed.observedAt().toEpochMilli(),
                        observed.others().isEmpty() ? null : RegistryJson.writeTextMap(observed.others()));
            }
            batch.flush(Batch.ALWAYS_WRITES);
        }
    }

    private List<RegistryEvent> addEvents() throws SQLException {
        if (commit.writes().isEmpty()) {
            return List.of();
        }
        long sequence = EventRows.takePlaces(session, commit.writes().size());
        List<RegistryEvent> events = new ArrayList<>(commit.writes().size());
        for (Write write : commit.writes()) {
            sequence++;
            events.add(event(sequence, write));
        }
        EventRows.addTableChanged(session, events);
        return List.copyOf(events);
    }

    private static TableChanged event(long sequence, Write write) {
        TableVersion version = write.version();
        return new TableChanged(
                sequence,
                Columns.stored(version.createdAt()),
                version.ref(),
                version.version(),
                version.revision(),
                write.bump(),
                version.removed(),
                write.changes());
    }

    private static String source(TableVersion version) {
        return version.ref().source().value();
    }

    private static String table(TableVersion version) {
        return version.ref().table().text();
    }
}
