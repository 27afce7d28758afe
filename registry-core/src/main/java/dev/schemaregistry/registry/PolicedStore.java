package dev.schemaregistry.registry;

import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.event.RegistryEvent.OntologyChanged;
import dev.schemaregistry.event.RegistryEvent.TableChanged;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.policy.SourcePolicy;
import dev.schemaregistry.spi.AuditEntry;
import dev.schemaregistry.spi.Lease;
import dev.schemaregistry.spi.LeaseBook;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.SourceCommit;
import dev.schemaregistry.spi.Watch;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The store as it may be read: without what the column policy withholds. What is written goes on as it is, but for values, which are
 * not kept of withheld fields. Thread-safe.
 */
final class PolicedStore implements RegistryStore {
    /** In place of a word that names a hidden field. */
    private static final String WITHHELD = "(withheld)";

    private final RegistryStore truth;
    private final PolicyBook policies;

    PolicedStore(RegistryStore truth, PolicyBook policies) {
        this.truth = truth;
        this.policies = policies;
    }

    // --- sources ---

    @Override
    public List<DataSource> listSources() {
        return truth.listSources().stream().map(this::shown).toList();
    }

    @Override
    public Optional<DataSource> findSource(SourceId id) {
        return truth.findSource(id).map(this::shown);
    }

    private DataSource shown(DataSource source) {
        SourcePolicy policy = policies.of(source.id());
        return policy.isNothing() ? source : new ShownSource(policy).shown(source);
    }

    @Override
    public void putSource(DataSource source) {
        truth.putSource(source);
    }

    @Override
    public void putHealth(SourceId id, SourceHealth health) {
        truth.putHealth(id, health);
    }

    @Override
    public boolean removeSource(SourceId id, Instant at) {
        return truth.removeSource(id, at);
    }

    // --- tables: read before the policy is asked for, so that the policy knows them ---

    @Override
    public List<TableVersion> listTables(SourceId source) {
        return shown(source, truth.listTables(source));
    }

    @Override
    public List<TableMark> listTableMarks(SourceId source) {
        return policies.concerns(source) ? RegistryStore.super.listTableMarks(source) : truth.listTableMarks(source);
    }

    @Override
    public List<TableName> listTableNames(SourceId source) {
        return truth.listTableNames(source);
    }

    @Override
    public Optional<TableVersion> findTable(TableRef ref) {
        return truth.findTable(ref).map(version -> policies.of(ref.source()).shown(version));
    }

    @Override
    public List<TableVersion> listRemovedTables(SourceId source) {
        return shown(source, truth.listRemovedTables(source));
    }

    @Override
    public List<TableVersion> listVersions(TableRef ref) {
        return shown(ref.source(), truth.listVersions(ref));
    }

    @Override
    public List<Step> listSteps(SourceId source) {
        return truth.listSteps(source);
    }

    @Override
    public List<TableVersion> listTablesAt(SourceId source, Instant at) {
        return shown(source, truth.listTablesAt(source, at));
    }

    private List<TableVersion> shown(SourceId source, List<TableVersion> versions) {
        SourcePolicy policy = policies.of(source);
        return policy.isNothing()
                ? versions
                : versions.stream().map(policy::shown).toList();
    }

    @Override
    public List<RegistryEvent> commit(SourceCommit commit) {
        return truth.commit(commit).stream().map(this::shown).toList();
    }

    // --- observations ---

    @Override
    public Map<TableName, TableStatistics> statistics(SourceId source) {
        Map<TableName, TableStatistics> known = truth.statistics(source);
        SourcePolicy policy = policies.of(source);
        if (policy.isNothing()) {
            return known;
        }
        Map<TableName, TableStatistics> left = new LinkedHashMap<>();
        known.forEach((name, seen) -> left.put(name, policy.shown(name, seen)));
        return left;
    }

    @Override
    public Optional<TableStatistics> findStatistics(TableRef ref) {
        return truth.findStatistics(ref).map(seen -> policies.of(ref.source()).shown(ref.table(), seen));
    }

    @Override
    public Optional<EngineCatalog> findCatalog(SourceId source) {
        Optional<EngineCatalog> catalog = truth.findCatalog(source);
        return policies.concerns(source) ? catalog.map(policies.of(source)::shown) : catalog;
    }

    @Override
    public Optional<Fingerprint> findCatalogMark(SourceId source) {
        return truth.findCatalogMark(source);
    }

    @Override
    public boolean putValues(TableRef ref, List<FieldValues> values, Instant at) {
        return truth.putValues(ref, open(ref, values), at);
    }

    @Override
    public boolean removeValues(TableRef ref, Instant at) {
        return truth.removeValues(ref, at);
    }

    @Override
    public List<FieldValues> values(TableRef ref) {
        return open(ref, truth.values(ref));
    }

    @Override
    public Map<TableName, TableValues> listValues(SourceId source) {
        Map<TableName, TableValues> known = truth.listValues(source);
        if (!policies.concerns(source)) {
            return known;
        }
        Map<TableName, TableValues> left = new LinkedHashMap<>();
        known.forEach((name, values) ->
                left.put(name, new TableValues(open(new TableRef(source, name), values.fields()), values.at())));
        return left;
    }

    private List<FieldValues> open(TableRef ref, List<FieldValues> values) {
        if (values.isEmpty() || !policies.concerns(ref.source())) {
            return values;
        }
        Optional<Table> table = truth.findTable(ref).map(TableVersion::table);
        SourcePolicy policy = policies.of(ref.source());
        return values.stream()
                .filter(one -> table.filter(known -> policy.showsValues(known, one.field()))
                        .isPresent())
                .toList();
    }

    // --- events ---

    @Override
    public List<RegistryEvent> events(long afterSequence, int limit) {
        List<RegistryEvent> events = truth.events(afterSequence, limit);
        return policies.isNone() ? events : events.stream().map(this::shown).toList();
    }

    /** The version counts, whatever is told of it. */
    private RegistryEvent shown(RegistryEvent event) {
        if (event instanceof OntologyChanged change) {
            return truth.listSources().stream()
                            .noneMatch(source -> policies.of(source.id()).mentionsHidden(change.entity()))
                    ? change
                    : new OntologyChanged(change.sequence(), change.at(), WITHHELD, change.removed());
        }
        return event instanceof TableChanged change
                        && policies.concerns(change.ref().source())
                ? new TableChanged(
                        change.sequence(),
                        change.at(),
                        change.ref(),
                        change.version(),
                        change.revision(),
                        change.bump(),
                        change.removed(),
                        policies.of(change.ref().source()).shown(change.changes()))
                : event;
    }

    @Override
    public long lastSequence() {
        return truth.lastSequence();
    }

    @Override
    public Watch watchEvents(Runnable hint) {
        return truth.watchEvents(hint);
    }

    @Override
    public LeaseBook leases() {
        return truth.leases();
    }

    @Override
    public RegistryStore under(Lease lease) {
        return new PolicedStore(truth.under(lease), policies);
    }

    @Override
    public long position(String listener) {
        return truth.position(listener);
    }

    @Override
    public void putPosition(String listener, long sequence) {
        truth.putPosition(listener, sequence);
    }

    // --- what people said ---

    @Override
    public List<OntologyEntity> listEntities() {
        List<OntologyEntity> entities = truth.listEntities();
        ShownWords words = new ShownWords(policies);
        return policies.isNone()
                ? entities
                : entities.stream().flatMap(one -> words.shown(one).stream()).toList();
    }

    @Override
    public void putEntity(OntologyEntity entity, Instant at) {
        truth.putEntity(entity, at);
    }

    @Override
    public boolean removeEntity(String name, Instant at) {
        return truth.removeEntity(name, at);
    }

    /** An empty page means the end to whoever asks, so it must not come before. */
    @Override
    public List<Feedback> listFeedback(String afterId, int limit) {
        List<Feedback> page = truth.listFeedback(afterId, limit);
        if (policies.isNone()) {
            return page;
        }
        ShownWords words = new ShownWords(policies);
        List<Feedback> left = page.stream().filter(words::isShown).toList();
        while (left.isEmpty() && !page.isEmpty()) {
            page = truth.listFeedback(page.get(page.size() - 1).id(), limit);
            left = page.stream().filter(words::isShown).toList();
        }
        return left;
    }

    @Override
    public Optional<Feedback> findFeedback(String id) {
        return truth.findFeedback(id).filter(new ShownWords(policies)::isShown);
    }

    @Override
    public void putFeedback(Feedback feedback) {
        truth.putFeedback(feedback);
    }

    @Override
    public boolean removeFeedback(String id, Instant at) {
        return truth.removeFeedback(id, at);
    }

    @Override
    public void audit(AuditEntry entry) {
        truth.audit(entry);
    }

    @Override
    public List<AuditEntry> listAudit(int limit) {
        return truth.listAudit(limit);
    }

    @Override
    public void close() {
        truth.close();
    }
}
