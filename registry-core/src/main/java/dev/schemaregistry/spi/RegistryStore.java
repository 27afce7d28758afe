package dev.schemaregistry.spi;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.model.VersionBump;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the registry's state. Thread-safe; each method is atomic; what it returned as written survives a crash.
 *
 * <p>Versions are append-only. A version and its event are written in one transaction or not at all. Events become visible in the
 * order of their places, whoever wrote them. Times are kept to the millisecond. Failures are {@link
 * dev.schemaregistry.error.StoreException}s.
 */
public interface RegistryStore extends AutoCloseable {
    /** All sources, sorted by id. */
    List<DataSource> listSources();

    Optional<DataSource> findSource(SourceId id);

    /**
     * Creates a source's record, or describes a known one anew: {@code type}, {@code uri}, {@code description} and {@code settings};
     * what {@linkplain #commit commits} and {@link #putHealth} say stays, so that the two never undo each other. Logs {@code
     * SourceChanged}; a description equal to the stored one writes nothing.
     */
    void putSource(DataSource source);

    /** Replaces only {@code health} and {@code updatedAt}: an observation, no event. Unknown ids are ignored. */
    void putHealth(SourceId id, dev.schemaregistry.model.SourceHealth health);

    /**
     * Removes a source with its tables, versions, their events, statistics and the feedback about it, logging that it went. False when
     * there was none.
     */
    boolean removeSource(SourceId id, Instant at);

    /** The current version of every table the source has now, sorted by name; removed tables are left out. */
    List<TableVersion> listTables(SourceId source);

    /** Which version of which schema every table has now, in no order, without the schemas: much cheaper than {@link #listTables}. */
    default List<TableMark> listTableMarks(SourceId source) {
        return listTables(source).stream()
                .map(version -> new TableMark(version.ref().table(), version.fingerprint()))
                .toList();
    }

    /** A table's name and the fingerprint of its current schema. */
    record TableMark(TableName table, Fingerprint fingerprint) {}

    /** Names only, sorted, removed tables left out. */
    List<TableName> listTableNames(SourceId source);

    /** The latest version, also of a removed table. */
    Optional<TableVersion> findTable(TableRef ref);

    /** The latest version of every table the source had and lost, sorted by name. */
    List<TableVersion> listRemovedTables(SourceId source);

    /** Every version of a subject, oldest first. */
    List<TableVersion> listVersions(TableRef ref);

    /** When the source's tables changed and how heavily, oldest first; changes of one commit are one step. */
    List<Step> listSteps(SourceId source);

    /** The tables that the source had at a time, each at its version then, sorted by name. */
    List<TableVersion> listTablesAt(SourceId source, Instant at);

    /**
     * One commit that changed tables.
     *
     * @param at when, to the millisecond
     * @param bump the heaviest of its changes
     */
    record Step(Instant at, VersionBump bump) {
        public Step {
            requireNonNull(at, "at");
            requireNonNull(bump, "bump");
        }
    }

    Map<TableName, TableStatistics> statistics(SourceId source);

    /** Those of one table; empty where none are known. */
    Optional<TableStatistics> findStatistics(TableRef ref);

    /** What the source's engine knows beyond what it brings itself, as it was read last; empty where no reading told. */
    Optional<EngineCatalog> findCatalog(SourceId source);

    /** The {@linkplain dev.schemaregistry.change.CanonicalForm fingerprint} of that catalog: much cheaper than the catalog. */
    Optional<Fingerprint> findCatalogMark(SourceId source);

    /**
     * Writes everything of one accepted snapshot in one transaction: versions, events, statistics, and of the source's record what
     * a reading tells: version, revision, fingerprint, default namespace, engine, health. Statistics replace those of the tables
     * they name; a removed table's go, and with it the feedback about it. A catalog replaces the stored one; another one than
     * that is logged as {@code SourceChanged} with {@code UPDATED} where no version tells that the source changed. It goes with its
     * source.
     *
     * @return the events of the versions as logged, in order
     * @throws dev.schemaregistry.error.ConflictException with {@code VERSION_CONFLICT} when the source's revision or a table's
     *     revision is not the one expected; nothing is written then
     */
    List<RegistryEvent> commit(SourceCommit commit);

    /**
     * Replaces what is known of the values of a table's fields, and notes when that was looked at. Logs {@code ValuesProfiled} when the
     * values moved; equal ones move only the time. A table that the source does not have now is ignored.
     *
     * <p>Values are no schema: no version, no part of a fingerprint. They go with the table, with the source, and with the field.
     *
     * @param values what may be kept, by field; an empty list notes that there was nothing
     * @return whether the values moved
     */
    boolean putValues(TableRef ref, List<FieldValues> values, Instant at);

    /** Forgets what is known of a table's values, and that it was looked at. Logs {@code ValuesProfiled} when there were some. */
    boolean removeValues(TableRef ref, Instant at);

    /** The values known of a table's fields, sorted by field. */
    List<FieldValues> values(TableRef ref);

    /** What is known of the values of each table that was looked at. */
    Map<TableName, TableValues> listValues(SourceId source);

    /**
     * The values known of a table's fields.
     *
     * @param at when they were looked at last
     */
    record TableValues(List<FieldValues> fields, Instant at) {
        public TableValues {
            fields = List.copyOf(fields);
        }
    }

    /** Events after a place in the log, in order, at most {@code limit}. */
    List<RegistryEvent> events(long afterSequence, int limit);

    /** The last place in the log; 0 when it is empty. */
    long lastSequence();

    /**
     * Calls {@code hint} soon after events were written: by this process, and where the database tells, by any other. A hint may be lost
     * or doubled, so whoever follows the log looks by the clock too. Called on threads of writers and of the store; must return at once.
     *
     * @return closing it ends the hints
     */
    Watch watchEvents(Runnable hint);

    /** Who does what only one node does at a time. */
    LeaseBook leases();

    /**
     * This store for work under a lease: each write is refused once the lease is another's or given back, in the transaction of the write
     * itself. Closing it closes nothing.
     *
     * <p>Refused writes are {@link dev.schemaregistry.error.ConflictException}s with {@code LEASE_LOST}.
     */
    RegistryStore under(Lease lease);

    /** How far a listener has come; 0 when it never said. */
    long position(String listener);

    void putPosition(String listener, long sequence);

    /** All entities, sorted by name. */
    List<OntologyEntity> listEntities();

    /** Creates or replaces an entity and logs the event; an equal one writes nothing. */
    void putEntity(OntologyEntity entity, Instant at);

    /** False when there was none. */
    boolean removeEntity(String name, Instant at);

    /** What people said of answers, sorted by id, from after an id on (empty text: from the start), at most {@code limit}. */
    List<Feedback> listFeedback(String afterId, int limit);

    Optional<Feedback> findFeedback(String id);

    /**
     * Adds a feedback or replaces the one of its id, and logs the event; one that is older than the stored one, or equal, writes nothing.
     * Of each source the newest {@value #MOST_FEEDBACK} are kept: older ones are forgotten in the same transaction. What is about a
     * table or source that is removed is forgotten with it, see {@link Feedback#without(java.util.Collection)}.
     *
     * @throws dev.schemaregistry.error.ConflictException with {@code VERSION_CONFLICT} when a source or table that it names is not
     *     there
     */
    void putFeedback(Feedback feedback);

    /** False when there was none. */
    boolean removeFeedback(String id, Instant at);

    /** How many feedbacks are kept of a source. */
    int MOST_FEEDBACK = 1_000;

    /** Appends a line to the audit trail. */
    void audit(AuditEntry entry);

    /** The newest audit lines, newest first. */
    List<AuditEntry> listAudit(int limit);

    @Override
    void close();
}
