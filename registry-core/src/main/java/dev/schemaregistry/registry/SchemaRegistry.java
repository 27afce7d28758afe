package dev.schemaregistry.registry;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.change.CanonicalForm;
import dev.schemaregistry.change.Compatibility;
import dev.schemaregistry.change.CompatibilityMode;
import dev.schemaregistry.change.Differ;
import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.change.VersionBumps;
import dev.schemaregistry.error.ConflictException;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.NotFoundException;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.SourceVersion;
import dev.schemaregistry.model.StalePart;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.model.VersionBump;
import dev.schemaregistry.policy.ColumnPolicy;
import dev.schemaregistry.policy.SourcePolicy;
import dev.schemaregistry.spi.AuditEntry;
import dev.schemaregistry.spi.Lease;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.SourceCommit;
import dev.schemaregistry.spi.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The registry itself: one versioned catalogue of all data sources.
 *
 * <p>Thread-safe. Contacts no source: connectors report {@link Snapshot}s, and this class decides what they mean. A change that lost
 * a race against another writer is judged again from what is stored now, a few times, before it is a {@code VERSION_CONFLICT}.
 */
public final class SchemaRegistry implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    /** Stores keep times to the millisecond; what is answered now must equal what is read back. */
    private static final Duration KEPT = Duration.ofMillis(1);

    private final RegistryStore truth;
    private final PolicyBook policies;
    private final RegistryStore store;
    private final Clock clock;
    private final EventFollower follower;

    private SchemaRegistry(RegistryStore truth, PolicyBook policies, Clock clock) {
        this.truth = requireNonNull(truth, "truth");
        this.policies = policies;
        this.store = new PolicedStore(truth, policies);
        this.clock = Clock.tick(requireNonNull(clock, "clock"), KEPT);
        this.follower = new EventFollower(store);
    }

    /** A registry on a store; closing it closes the store. */
    public static SchemaRegistry initRegistry(RegistryStore store, Clock clock) {
        return new SchemaRegistry(store, new PolicyBook(store), clock);
    }

    /** The store below, for listeners of the event log; it shows no more than the registry does. */
    public RegistryStore store() {
        return store;
    }

    /**
     * From now on, shows nothing of what that policy withholds. The store keeps it, and versions go on counting its changes. What was read
     * before stays with who read it; an index is built anew by {@link #policy()}'s fingerprint.
     */
    public void use(ColumnPolicy policy) {
        policies.use(policy);
    }

    /** The column policy in force. */
    public ColumnPolicy policy() {
        return policies.policy();
    }

    /** What the column policy withholds of a source, worked out from its tables as they are now. */
    public SourcePolicy policyOf(SourceId id) {
        return policies.of(id);
    }

    /** The patterns of the column policy that fit no field of any source now: one that is mistyped withholds nothing. */
    public List<String> listUnusedPatterns() {
        ColumnPolicy policy = policies.policy();
        List<String> unused = new ArrayList<>(policy.patterns());
        if (!unused.isEmpty()) {
            truth.listSources().forEach(source -> unused.removeAll(policy.fitting(source, tables(source.id()))));
        }
        return unused;
    }

    private DataSource shown(DataSource source) {
        SourcePolicy policy = policies.of(source.id());
        return policy.isNothing() ? source : new ShownSource(policy).shown(source);
    }

    private List<Table> tables(SourceId id) {
        return truth.listTables(id).stream().map(TableVersion::table).toList();
    }

    /**
     * The current tables of a source as queries are checked against them: withheld fields in their places, marked. For the check alone,
     * and never to be shown.
     *
     * @throws NotFoundException with {@code UNKNOWN_SOURCE}
     */
    public List<TableVersion> listCheckedTables(SourceId id) {
        getDataSource(id);
        return checked(id, truth.listTables(id));
    }

    /** The same of the tables that the source had at one of its versions. */
    public List<TableVersion> listCheckedTablesAt(SourceId id, SemanticVersion version) {
        return checked(id, tablesAt(id, version, truth));
    }

    private List<TableVersion> checked(SourceId id, List<TableVersion> versions) {
        SourcePolicy policy = policies.of(id);
        return policy.isNothing()
                ? versions
                : versions.stream().map(policy::checked).toList();
    }

    /**
     * This registry for work under a lease: what it writes is refused with {@code LEASE_LOST} once the lease is another's. Closing it
     * closes nothing.
     */
    public SchemaRegistry under(Lease lease) {
        return new SchemaRegistry(truth.under(lease), policies, clock);
    }

    /** All sources, sorted by id. */
    public List<DataSource> listDataSources() {
        return store.listSources();
    }

    public Optional<DataSource> findDataSource(SourceId id) {
        return store.findSource(id);
    }

    /**
     * The source of that id.
     *
     * @throws NotFoundException with {@code UNKNOWN_SOURCE}, naming the nearest ids
     */
    public DataSource getDataSource(SourceId id) {
        return store.findSource(id).orElseThrow(() -> unknownSource(id));
    }

    /**
     * Registers a source, or describes a registered one anew; its tables and versions stay.
     *
     * @param uri the address without any secret
     * @param settings what its connector needs, without any secret
     */
    public DataSource upsertDataSource(
            SourceId id, String type, String uri, Optional<String> description, Map<String, String> settings) {
        Instant now = clock.instant();
        DataSource fresh = DataSource.registered(id, type, uri, description, settings, now);
        DataSource next = truth.findSource(id)
                .map(old -> new DataSource(
                        id,
                        type,
                        uri,
                        description.or(old::description),
                        settings,
                        old.version(),
                        old.revision(),
                        old.fingerprint(),
                        old.defaultNamespace(),
                        old.engine(),
                        old.health(),
                        now))
                .orElse(fresh);
        store.putSource(next);
        return shown(next);
    }

    /** Forgets a source with its tables and versions. False when there was none. */
    public boolean removeDataSource(SourceId id) {
        return store.removeSource(id, clock.instant());
    }

    /**
     * Accepts what a connector saw of a whole source: compares, versions, and writes versions and events in one transaction.
     * When nothing changed, no version and no event is made; the source is noted as seen.
     *
     * @param mark the connector's own cheap fingerprint taken with the snapshot, kept to skip the next reading
     * @throws NotFoundException with {@code UNKNOWN_SOURCE}
     * @throws ConflictException with {@code VERSION_CONFLICT} when other writers kept winning
     */
    public Acceptance accept(SourceId id, Snapshot snapshot, Optional<Fingerprint> mark) {
        return accept(id, snapshot, mark, EmptyListing.DOUBTED);
    }

    /**
     * As {@link #accept(SourceId, Snapshot, Optional)}, saying what a listing without any table means where some are known: doubted,
     * they stay and are marked stale; believed, they are removed.
     */
    public Acceptance accept(SourceId id, Snapshot snapshot, Optional<Fingerprint> mark, EmptyListing empty) {
        return accept(id, source -> snapshot, source -> mark, empty);
    }

    /** What a listing without any table is taken for, where tables are known. */
    public enum EmptyListing {
        /** A source that shows less than it has. */
        DOUBTED,
        /** The truth. */
        BELIEVED
    }

    /** Both are asked again when another writer was faster, so that what they say stands on what is stored then. */
    private Acceptance accept(
            SourceId id,
            Function<DataSource, Snapshot> reading,
            Function<DataSource, Optional<Fingerprint>> mark,
            EmptyListing empty) {
        ConflictException lost = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                DataSource source = truth.findSource(id).orElseThrow(() -> unknownSource(id));
                return acceptOnce(source, reading.apply(source), mark.apply(source), empty);
            } catch (ConflictException conflict) {
                if (conflict.code() == ErrorCode.LEASE_LOST) {
                    throw conflict;
                }
                lost = conflict;
            }
        }
        throw requireNonNull(lost);
    }

    /** The source's record was read before its tables, so that a commit in between is noticed. */
    private Acceptance acceptOnce(DataSource source, Snapshot seen, Optional<Fingerprint> mark, EmptyListing empty) {
        SourceId id = source.id();
        Instant now = clock.instant();
        KnownTables known = new KnownTables(truth, id);
        Snapshot shown = empty == EmptyListing.DOUBTED ? known.withUnlisted(seen) : KnownTables.withoutUnlisted(seen);
        boolean doubted = empty == EmptyListing.DOUBTED && known.suddenlyMissIn(shown);
        Snapshot snapshot = doubted ? shown.with(suddenlyEmpty(id, known.names().size())) : shown;
        List<SourceCommit.Write> writes = judge(id, now, known, snapshot);
        VersionBump bump = writes.stream().map(SourceCommit.Write::bump).reduce(VersionBump.NONE, VersionBump::max);
        boolean first = source.revision() == 0;
        DataSource next = new DataSource(
                id,
                source.type(),
                source.uri(),
                source.description(),
                source.settings(),
                first ? SemanticVersion.FIRST : source.version().next(bump),
                writes.isEmpty() ? source.revision() : source.revision() + 1,
                mark,
                snapshot.defaultNamespace(),
                snapshot.engine(),
                source.health().read(now, snapshot.gaps()),
                now);
        Map<TableName, TableStatistics> observed = moved(snapshot.statistics(), truth.statistics(id));
        int tables = tablesAfter(known.names(), writes);
        Optional<EngineCatalog> catalog = snapshot.catalog().filter(seenNow -> isOther(id, seenNow));
        if (writes.isEmpty() && observed.isEmpty() && catalog.isEmpty() && !isNews(source, next)) {
            return new Acceptance(shown(source), List.of(), tables);
        }
        List<RegistryEvent> events = store.commit(new SourceCommit(next, source.revision(), writes, observed, catalog));
        return new Acceptance(shown(next), events, tables);
    }

    /** Only what differs from what is known is read and judged. */
    private List<SourceCommit.Write> judge(SourceId id, Instant now, KnownTables known, Snapshot snapshot) {
        Snapshot changed = known.withoutUnchanged(snapshot);
        List<TableVersion> concerned = known.concernedBy(changed, snapshot);
        Map<TableRef, TableVersion> latest = known.latest(concerned, changed);
        return new SnapshotJudge(id, now, ref -> Optional.ofNullable(latest.get(ref))).judge(concerned, changed);
    }

    private boolean isOther(SourceId id, EngineCatalog catalog) {
        return store.findCatalogMark(id)
                .map(mark -> !mark.equals(CanonicalForm.fingerprint(catalog)))
                .orElse(true);
    }

    private static Snapshot.Gap suddenlyEmpty(SourceId id, int known) {
        return new Snapshot.Gap(
                "*",
                "source \"" + id + "\" suddenly shows no tables (known: " + known
                        + "), and what is known is kept; if they are really gone: introspect --accept-empty " + id);
    }

    /** Observations that say something else than the stored ones. */
    private static Map<TableName, TableStatistics> moved(
            Map<TableName, TableStatistics> seen, Map<TableName, TableStatistics> stored) {
        return seen.entrySet().stream()
                .filter(entry -> Optional.ofNullable(stored.get(entry.getKey()))
                        .filter(entry.getValue()::equalsButForTime)
                        .isEmpty())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static int tablesAfter(Set<TableName> before, List<SourceCommit.Write> writes) {
        Set<TableName> names = new HashSet<>(before);
        for (SourceCommit.Write write : writes) {
            TableName name = write.version().ref().table();
            boolean unused = write.version().removed() ? names.remove(name) : names.add(name);
        }
        return names.size();
    }

    private static boolean isNews(DataSource before, DataSource next) {
        return !next.fingerprint().equals(before.fingerprint())
                || !next.engine().equals(before.engine())
                || !next.defaultNamespace().equals(before.defaultNamespace())
                || next.health().isNews(before.health());
    }

    /** Notes that the source was looked at and its mark had not moved; writes nothing when that was noted a moment ago. */
    public void noteSeen(SourceId id) {
        note(id, health -> health.seen(clock.instant()));
    }

    /**
     * Notes that the source could not be read; what was known of it stays. {@code why} must hold no secret. Writes nothing when the
     * same was noted a moment ago.
     */
    public void noteUnreachable(SourceId id, String why) {
        note(id, health -> health.failed(clock.instant(), why));
    }

    private void note(SourceId id, UnaryOperator<SourceHealth> news) {
        truth.findSource(id).map(DataSource::health).ifPresent(before -> {
            SourceHealth now = news.apply(before);
            if (now.isNews(before)) {
                store.putHealth(id, now);
            }
        });
    }

    /**
     * Writes one table's schema by hand, as a source without connector needs. The version follows from the change.
     *
     * @throws NotFoundException with {@code UNKNOWN_SOURCE}
     */
    public TableVersion upsertTableMeta(SourceId id, Table table) {
        accept(id, source -> with(source, table), DataSource::fingerprint, EmptyListing.DOUBTED);
        return getTableSchema(new TableRef(id, table.name()));
    }

    private Snapshot with(DataSource source, Table table) {
        Stream<Table> others = truth.listTables(source.id()).stream()
                .map(TableVersion::table)
                .filter(other -> !other.name().equals(table.name()));
        List<Table> tables = Stream.concat(others, Stream.of(table)).toList();
        List<Snapshot.Gap> gaps =
                source.health().stale().stream().map(StalePart::gap).toList();
        return new Snapshot(source.engine(), source.defaultNamespace(), tables, Map.of(), gaps, List.of());
    }

    /**
     * The names of a source's tables, sorted.
     *
     * @throws NotFoundException with {@code UNKNOWN_SOURCE}
     */
    public List<TableName> listTables(SourceId id) {
        getDataSource(id);
        return store.listTableNames(id);
    }

    /** The current version of every table of a source, sorted by name. */
    public List<TableVersion> currentTables(SourceId id) {
        getDataSource(id);
        return store.listTables(id);
    }

    /** Observations by table, as far as the source gives any. */
    public Map<TableName, TableStatistics> statistics(SourceId id) {
        return store.statistics(id);
    }

    /** Those of one table; empty where none are known. */
    public Optional<TableStatistics> findStatistics(TableRef ref) {
        return store.findStatistics(ref);
    }

    /** What the source's engine knows beyond what it brings itself, as it was read last; empty where no reading told. */
    public Optional<EngineCatalog> findEngineCatalog(SourceId id) {
        return store.findCatalog(id);
    }

    /** The fingerprint of that catalog: cheap to ask for, and equal as long as the catalog is. */
    public Optional<Fingerprint> findEngineCatalogMark(SourceId id) {
        return store.findCatalogMark(id);
    }

    /** The values known of a table's fields, sorted by field. */
    public List<FieldValues> fieldValues(TableRef ref) {
        return store.values(ref);
    }

    /** What is known of the values of each table of a source that was looked at. */
    public Map<TableName, RegistryStore.TableValues> listFieldValues(SourceId id) {
        return store.listValues(id);
    }

    /** The tables of a source whose values were not looked at for so long, or never. */
    public List<TableName> tablesToProfile(SourceId id, Duration age) {
        Map<TableName, RegistryStore.TableValues> known = store.listValues(id);
        Instant latest = clock.instant().minus(age);
        return store.listTableNames(id).stream()
                .filter(name -> Optional.ofNullable(known.get(name))
                        .filter(values -> values.at().isAfter(latest))
                        .isEmpty())
                .toList();
    }

    /** Notes which values a table's fields hold, as far as they may be known, and that they were looked at now. Whether they moved. */
    public boolean putFieldValues(TableRef ref, List<FieldValues> values) {
        return store.putValues(ref, values, clock.instant());
    }

    /** Forgets the values known of a table's fields. Whether there were any. */
    public boolean removeFieldValues(TableRef ref) {
        return store.removeValues(ref, clock.instant());
    }

    /** The current schema; empty when the source does not have the table (any more). */
    public Optional<TableVersion> findTableSchema(TableRef ref) {
        return store.findTable(ref).filter(version -> !version.removed());
    }

    /**
     * The current schema.
     *
     * @throws NotFoundException with {@code UNKNOWN_SOURCE} or {@code UNKNOWN_TABLE}, naming the nearest names
     */
    public TableVersion getTableSchema(TableRef ref) {
        return findTableSchema(ref)
                .orElseThrow(() -> unknownTable(ref.source(), ref.table().text()));
    }

    /**
     * The last version, also of a table that its source no longer has.
     *
     * @throws NotFoundException with {@code UNKNOWN_SOURCE} or {@code UNKNOWN_TABLE}
     */
    public TableVersion getLatestVersion(TableRef ref) {
        return store.findTable(ref)
                .orElseThrow(() -> unknownTable(ref.source(), ref.table().text()));
    }

    /**
     * The schema at a version.
     *
     * @throws NotFoundException with {@code UNKNOWN_SOURCE}, {@code UNKNOWN_TABLE} or {@code UNKNOWN_VERSION}
     */
    public TableVersion getTableSchema(TableRef ref, SemanticVersion version) {
        List<TableVersion> versions = listVersions(ref);
        return versions.stream()
                .filter(candidate -> candidate.version().equals(version))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        ErrorCode.UNKNOWN_VERSION,
                        "no version " + version + " of table \"" + ref + "\"; it has "
                                + versions.get(0).version() + " to "
                                + versions.get(versions.size() - 1).version()));
    }

    /**
     * The table a person means: exact text form first, then the native default namespace spelt out, then letter case ignored, then
     * the bare name in any namespace.
     *
     * @throws NotFoundException with {@code UNKNOWN_SOURCE} or {@code UNKNOWN_TABLE}, naming the nearest names
     * @throws ConflictException with {@code AMBIGUOUS_NAME}, naming the candidates
     */
    public TableVersion resolveTable(SourceId id, String text) {
        // Most callers write the very name, and need not wait until all others are read.
        return NameResolver.parse(text)
                .flatMap(name -> findTableSchema(new TableRef(id, name)))
                .orElseGet(() -> resolveLoosely(id, text));
    }

    private TableVersion resolveLoosely(SourceId id, String text) {
        DataSource source = getDataSource(id);
        TableName found = new NameResolver(source.defaultNamespace(), store.listTableNames(id))
                .resolve(text)
                .orElseThrow(() -> unknownTable(id, text));
        return getTableSchema(new TableRef(id, found));
    }

    /**
     * Every version of a table, oldest first; a removed table's too.
     *
     * @throws NotFoundException with {@code UNKNOWN_SOURCE} or {@code UNKNOWN_TABLE}
     */
    public List<TableVersion> listVersions(TableRef ref) {
        List<TableVersion> versions = store.listVersions(ref);
        if (versions.isEmpty()) {
            throw unknownTable(ref.source(), ref.table().text());
        }
        return versions;
    }

    /**
     * Every version of a source as a whole, oldest first; none before it was read. A version moves with the heaviest change of what was
     * accepted at once.
     *
     * @throws NotFoundException with {@code UNKNOWN_SOURCE}
     */
    public List<SourceVersion> listSourceVersions(SourceId id) {
        getDataSource(id);
        List<SourceVersion> versions = new ArrayList<>();
        for (RegistryStore.Step step : store.listSteps(id)) {
            SemanticVersion version = versions.isEmpty()
                    ? SemanticVersion.FIRST
                    : versions.get(versions.size() - 1).version().next(step.bump());
            versions.add(new SourceVersion(version, step.at()));
        }
        return versions;
    }

    /**
     * The tables that a source had at one of its versions.
     *
     * @throws NotFoundException with {@code UNKNOWN_SOURCE} or {@code UNKNOWN_VERSION}
     */
    public List<TableVersion> listTablesAt(SourceId id, SemanticVersion version) {
        return tablesAt(id, version, store);
    }

    private List<TableVersion> tablesAt(SourceId id, SemanticVersion version, RegistryStore from) {
        List<SourceVersion> versions = listSourceVersions(id);
        return versions.stream()
                .filter(candidate -> candidate.version().equals(version))
                .findFirst()
                .map(found -> from.listTablesAt(id, found.at()))
                .orElseThrow(() -> new NotFoundException(
                        ErrorCode.UNKNOWN_VERSION,
                        "no version " + version + " of source \"" + id + "\"; "
                                + (versions.isEmpty()
                                        ? "it was not read yet"
                                        : "it has " + versions.get(0).version() + " to "
                                                + versions.get(versions.size() - 1)
                                                        .version())));
    }

    /** The changes between two versions of a table, in either direction. */
    public List<SchemaChange> diff(TableRef ref, SemanticVersion from, SemanticVersion to) {
        return Differ.diff(
                getTableSchema(ref, from).table(), getTableSchema(ref, to).table());
    }

    /**
     * What stands against a schema in the place of a version, under a mode; by version, oldest first, and only those that object.
     *
     * @param proposed the schema to judge, which need not be stored
     * @param until the version it would follow; a transitive mode also asks all before it
     * @throws NotFoundException as {@link #getTableSchema(TableRef, SemanticVersion)}
     */
    public Map<SemanticVersion, List<Compatibility.Finding>> checkCompatibility(
            TableRef ref, Table proposed, SemanticVersion until, CompatibilityMode mode) {
        TableVersion last = getTableSchema(ref, until);
        Map<SemanticVersion, List<Compatibility.Finding>> objections = new LinkedHashMap<>();
        listVersions(ref).stream()
                .filter(earlier -> mode.transitive()
                        ? earlier.revision() <= last.revision()
                        : earlier.revision() == last.revision())
                .filter(earlier -> !earlier.removed())
                .forEach(earlier -> {
                    List<Compatibility.Finding> findings = Compatibility.between(earlier.table(), proposed, mode);
                    if (!findings.isEmpty()) {
                        objections.put(earlier.version(), findings);
                    }
                });
        return Collections.unmodifiableMap(objections);
    }

    /** What the changes between two versions weigh. */
    public VersionBump weigh(List<SchemaChange> changes) {
        return VersionBumps.of(changes);
    }

    /** Events after a place in the log, in order, at most {@code limit}. */
    public List<RegistryEvent> changesSince(long sequence, int limit) {
        return store.events(sequence, limit);
    }

    /** The last place in the event log; 0 when it is empty. */
    public long lastSequence() {
        return store.lastSequence();
    }

    /**
     * Tells a listener, from now on, whenever the event log was looked at: several times a second, and at once where the store hints at
     * something new, also by other processes and nodes. One thread of this registry looks for all; each listener has one of its own.
     *
     * @param name what the listener's thread is called
     * @return closing it ends that
     */
    public Watch follow(String name, EventLogListener listener) {
        return follower.follow(name, listener);
    }

    /** All ontology entities, sorted by name. */
    public List<OntologyEntity> listEntities() {
        return store.listEntities();
    }

    /**
     * Creates or replaces an ontology entity.
     *
     * @throws NotFoundException with {@code UNKNOWN_SOURCE} or {@code UNKNOWN_TABLE} when it maps to a table the registry does not know
     */
    public void upsertEntity(OntologyEntity entity) {
        entity.tables().forEach(this::getTableSchema);
        store.putEntity(entity, clock.instant());
    }

    /** False when there was none. */
    public boolean removeEntity(String name) {
        return store.removeEntity(name, clock.instant());
    }

    /** What people said of answers. */
    public FeedbackBook feedback() {
        return new FeedbackBook(this, clock);
    }

    /** Appends to the audit trail; {@code detail} must hold no secret. */
    public void audit(String actor, String action, String subject, String detail) {
        store.audit(new AuditEntry(clock.instant(), actor, action, subject, detail));
    }

    @Override
    public void close() {
        follower.close();
        store.close();
    }

    private NotFoundException unknownSource(SourceId id) {
        List<String> known =
                store.listSources().stream().map(source -> source.id().value()).toList();
        return new NotFoundException(
                ErrorCode.UNKNOWN_SOURCE,
                "no source \"" + id + "\" is registered; " + NearestNames.sentence(id.value(), known));
    }

    private NotFoundException unknownTable(SourceId id, String text) {
        getDataSource(id);
        List<String> known =
                store.listTableNames(id).stream().map(TableName::text).toList();
        return new NotFoundException(
                ErrorCode.UNKNOWN_TABLE,
                "no table " + NearestNames.quoted(text) + " in source \"" + id + "\"; "
                        + NearestNames.sentence(text, known));
    }
}
