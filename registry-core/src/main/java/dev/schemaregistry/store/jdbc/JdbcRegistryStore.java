package dev.schemaregistry.store.jdbc;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.event.RegistryEvent.SourceChanged;
import dev.schemaregistry.json.RegistryJson;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.model.VersionBump;
import dev.schemaregistry.spi.AuditEntry;
import dev.schemaregistry.spi.Lease;
import dev.schemaregistry.spi.LeaseBook;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.SourceCommit;
import dev.schemaregistry.spi.Watch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The store's promises, each kept in one transaction on a {@link Database}. Thread-safe. */
final class JdbcRegistryStore implements RegistryStore {
    private final Database database;
    private final Clock clock;

    JdbcRegistryStore(Database database, Clock clock) {
        this.database = requireNonNull(database, "database");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public List<DataSource> listSources() {
        return database.read(session -> session.list(SourceRows::read, Statements.SOURCES)).stream()
                .sorted(Comparator.comparing(DataSource::id))
                .toList();
    }

    @Override
    public Optional<DataSource> findSource(SourceId id) {
        return database.read(session -> session.find(SourceRows::read, Statements.SOURCE, id.value()));
    }

    @Override
    public void putSource(DataSource source) {
        long at = source.updatedAt().toEpochMilli();
        log(session -> {
            if (SourceRows.register(session, source)) {
                EventRows.addSourceChanged(session, source.id(), SourceChanged.Kind.REGISTERED, at);
                return true;
            }
            if (SourceRows.describe(session, source)) {
                EventRows.addSourceChanged(session, source.id(), SourceChanged.Kind.UPDATED, at);
                return true;
            }
            return false;
        });
    }

    @Override
    public void putHealth(SourceId id, SourceHealth health) {
        Instant at = health.lastAttempt().orElseGet(clock::instant);
        database.write(session -> SourceRows.setHealth(session, id, health, at));
    }

    @Override
    public boolean removeSource(SourceId id, Instant at) {
        return log(session -> {
            if (session.update(Statements.REMOVE_SOURCE, id.value()) == 0) {
                return false;
            }
            session.update(Statements.REMOVE_VALUE_EVENTS, id.value());
            EventRows.addSourceChanged(session, id, SourceChanged.Kind.REMOVED, at.toEpochMilli());
            new FeedbackRows(session).forget(id, at);
            return true;
        });
    }

    @Override
    public List<TableVersion> listTables(SourceId source) {
        return byName(database.read(session -> session.list(VersionRows::read, Statements.TABLES, source.value())));
    }

    @Override
    public List<TableVersion> listRemovedTables(SourceId source) {
        return byName(
                database.read(session -> session.list(VersionRows::read, Statements.REMOVED_TABLES, source.value())));
    }

    @Override
    public List<Step> listSteps(SourceId source) {
        SortedMap<Instant, VersionBump> heaviest = new TreeMap<>();
        database.read(session -> session.list(VersionRows::readStep, Statements.STEPS, source.value()))
                .forEach(step -> heaviest.merge(step.at(), step.bump(), VersionBump::max));
        return heaviest.entrySet().stream()
                .map(step -> new Step(step.getKey(), step.getValue()))
                .toList();
    }

    @Override
    public List<TableVersion> listTablesAt(SourceId source, Instant at) {
        return byName(database.read(
                session -> session.list(VersionRows::read, Statements.TABLES_AT, source.value(), at.toEpochMilli())));
    }

    @Override
    public List<TableMark> listTableMarks(SourceId source) {
        return database.read(session -> session.list(VersionRows::readMark, Statements.TABLE_MARKS, source.value()));
    }

    @Override
    public List<TableName> listTableNames(SourceId source) {
        return database
                .read(session -> session.list(VersionRows::readName, Statements.TABLE_NAMES, source.value()))
                .stream()
                .sorted()
                .toList();
    }

    @Override
    public Optional<TableVersion> findTable(TableRef ref) {
        return database.read(session -> session.find(
                VersionRows::read,
                Statements.LATEST_VERSION,
                ref.source().value(),
                ref.table().text()));
    }

    @Override
    public List<TableVersion> listVersions(TableRef ref) {
        return database.read(session -> session.list(
                VersionRows::read,
                Statements.VERSIONS,
                ref.source().value(),
                ref.table().text()));
    }

    @Override
    public Map<TableName, TableStatistics> statistics(SourceId source) {
        return database
                .read(session -> session.list(VersionRows::readStatistics, Statements.STATISTICS, source.value()))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Optional<TableStatistics> findStatistics(TableRef ref) {
        return database
                .read(session -> session.list(
                        VersionRows::readStatistics,
                        Statements.TABLE_STATISTICS,
                        ref.source().value(),
                        ref.table().text()))
                .stream()
                .map(Map.Entry::getValue)
                .findFirst();
    }

    @Override
    public Optional<EngineCatalog> findCatalog(SourceId source) {
        return database.read(session -> CatalogRows.find(session, source));
    }

    @Override
    public Optional<Fingerprint> findCatalogMark(SourceId source) {
        return database.read(session -> CatalogRows.findMark(session, source));
    }

    @Override
    public List<RegistryEvent> commit(SourceCommit commit) {
        return log(session -> new CommitRows(session, commit).write());
    }

    @Override
    public boolean putValues(TableRef ref, List<FieldValues> values, Instant at) {
        return log(session -> ValueRows.put(session, ref, values, at.toEpochMilli()));
    }

    @Override
    public boolean removeValues(TableRef ref, Instant at) {
        return log(session -> ValueRows.remove(session, ref, at.toEpochMilli()));
    }

    @Override
    public List<FieldValues> values(TableRef ref) {
        return database.read(session -> ValueRows.find(session, ref));
    }

    @Override
    public Map<TableName, TableValues> listValues(SourceId source) {
        return database
                .read(session -> session.list(ValueRows::read, Statements.SOURCE_VALUES, source.value()))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public List<RegistryEvent> events(long afterSequence, int limit) {
        return database.read(session -> EventRows.read(session, afterSequence, limit));
    }

    @Override
    public long lastSequence() {
        return database.read(session -> session.find(row -> row.getLong(1), Statements.LAST_SEQUENCE))
                .orElse(0L);
    }

    @Override
    public Watch watchEvents(Runnable hint) {
        return database.watch(hint);
    }

    @Override
    public LeaseBook leases() {
        return new LeaseRows(database);
    }

    @Override
    public RegistryStore under(Lease lease) {
        return new JdbcRegistryStore(new LeasedDatabase(database, lease), clock);
    }

    @Override
    public long position(String listener) {
        return database.read(session -> session.find(row -> row.getLong(1), Statements.POSITION, listener))
                .orElse(0L);
    }

    @Override
    public void putPosition(String listener, long sequence) {
        database.write(session -> session.update(Statements.PUT_POSITION, listener, sequence));
    }

    @Override
    public List<OntologyEntity> listEntities() {
        return database.read(session -> session.list(JdbcRegistryStore::entity, Statements.ENTITIES)).stream()
                .sorted(Comparator.comparing(OntologyEntity::name))
                .toList();
    }

    @Override
    public void putEntity(OntologyEntity entity, Instant at) {
        List<String> tables = entity.tables().stream().map(TableRef::text).toList();
        log(session -> {
            int written = session.update(
                    Statements.PUT_ENTITY,
                    entity.name(),
                    RegistryJson.writeTexts(tables),
                    entity.description().orElse(null),
                    RegistryJson.writeTexts(entity.synonyms()),
                    at.toEpochMilli());
            if (written > 0) {
                EventRows.addOntologyChanged(session, entity.name(), false, at.toEpochMilli());
            }
            return written;
        });
    }

    @Override
    public boolean removeEntity(String name, Instant at) {
        return log(session -> {
            if (session.update(Statements.REMOVE_ENTITY, name) == 0) {
                return false;
            }
            EventRows.addOntologyChanged(session, name, true, at.toEpochMilli());
            return true;
        });
    }

    @Override
    public List<Feedback> listFeedback(String afterId, int limit) {
        return database.read(session -> new FeedbackRows(session).page(afterId, limit));
    }

    @Override
    public Optional<Feedback> findFeedback(String id) {
        return database.read(session -> new FeedbackRows(session).find(id));
    }

    @Override
    public void putFeedback(Feedback feedback) {
        log(session -> new FeedbackRows(session).put(feedback));
    }

    @Override
    public boolean removeFeedback(String id, Instant at) {
        return log(session -> new FeedbackRows(session).remove(id, at));
    }

    @Override
    public void audit(AuditEntry entry) {
        database.write(session -> session.update(
                Statements.ADD_AUDIT,
                entry.at().toEpochMilli(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.detail()));
    }

    @Override
    public List<AuditEntry> listAudit(int limit) {
        return database.read(session -> session.list(JdbcRegistryStore::auditEntry, Statements.AUDIT, limit));
    }

    @Override
    public void close() {
        database.close();
    }

    /** Writes what may log events. */
    private <T> T log(Database.Work<T> work) {
        T value = database.write(work);
        database.announce();
        return value;
    }

    private static List<TableVersion> byName(List<TableVersion> versions) {
        return versions.stream().sorted(Comparator.comparing(TableVersion::ref)).toList();
    }

    private static OntologyEntity entity(ResultSet row) throws SQLException {
        return new OntologyEntity(
                Columns.text(row, "entity_name"),
                Columns.optionalText(row, "description"),
                RegistryJson.readTexts(Columns.text(row, "synonyms")),
                RegistryJson.readTexts(Columns.text(row, "source_tables")).stream()
                        .map(TableRef::parse)
                        .toList());
    }

    private static AuditEntry auditEntry(ResultSet row) throws SQLException {
        return new AuditEntry(
                Columns.instant(row, "at"),
                Columns.text(row, "actor"),
                Columns.text(row, "action"),
                Columns.text(row, "subject"),
                Columns.text(row, "detail"));
    }
}
