package dev.schemaregistry.testkit;

import dev.schemaregistry.change.CanonicalForm;
import dev.schemaregistry.error.ConflictException;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.event.RegistryEvent.FeedbackChanged;
import dev.schemaregistry.event.RegistryEvent.OntologyChanged;
import dev.schemaregistry.event.RegistryEvent.SourceChanged;
import dev.schemaregistry.event.RegistryEvent.TableChanged;
import dev.schemaregistry.event.RegistryEvent.ValuesProfiled;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.StalePart;
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
import dev.schemaregistry.spi.SourceCommit.Write;
import dev.schemaregistry.spi.Watch;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A store without a disk, for tests of what stands on a store. It keeps the same promises, but for surviving its process; closing it
 * keeps its contents. Thread-safe by one lock.
 */
public final class MemoryStore implements RegistryStore {
    private static final Pattern WRITING = Pattern.compile("(put|remove)[A-Z].*|commit|audit");

    private final NavigableMap<SourceId, DataSource> sources = new TreeMap<>();
    private final NavigableMap<TableRef, List<TableVersion>> versions = new TreeMap<>();
    private final Map<TableRef, TableStatistics> statistics = new HashMap<>();
    private final NavigableMap<TableRef, TableValues> values = new TreeMap<>();
    private final Map<SourceId, EngineCatalog> catalogs = new HashMap<>();
    private final NavigableMap<Long, RegistryEvent> log = new TreeMap<>();
    private final Map<String, Long> positions = new HashMap<>();
    private final NavigableMap<String, OntologyEntity> entities = new TreeMap<>();
    private final NavigableMap<String, Feedback> feedback = new TreeMap<>();
    private final Deque<AuditEntry> trail = new ArrayDeque<>();
    private final MemoryLeases leases = new MemoryLeases(Clock.systemUTC());
    private final List<Runnable> hints = new CopyOnWriteArrayList<>();
    private long lastSequence;

    @Override
    public synchronized List<DataSource> listSources() {
        return List.copyOf(sources.values());
    }

    @Override
    public synchronized Optional<DataSource> findSource(SourceId id) {
        return Optional.ofNullable(sources.get(id));
    }

    @Override
    public synchronized void putSource(DataSource source) {
        Optional<DataSource> before = findSource(source.id());
        DataSource next = kept(before.map(old -> describedAs(old, source)).orElse(source));
        if (before.isEmpty()) {
            sources.put(source.id(), next);
            log(source.id(), SourceChanged.Kind.REGISTERED, source.updatedAt());
            return;
        }
        if (!before.get().equals(withTime(next, before.get().updatedAt()))) {
            sources.put(source.id(), next);
            log(source.id(), SourceChanged.Kind.UPDATED, source.updatedAt());
        }
    }

    @Override
    public synchronized void putHealth(SourceId id, SourceHealth health) {
        sources.computeIfPresent(
                id,
                (key, source) -> kept(
                        observed(source, source, health, health.lastAttempt().orElse(source.updatedAt()))));
    }

    @Override
    public synchronized boolean removeSource(SourceId id, Instant at) {
        if (sources.remove(id) == null) {
            return false;
        }
        versions.keySet().removeIf(ref -> ref.source().equals(id));
        statistics.keySet().removeIf(ref -> ref.source().equals(id));
        values.keySet().removeIf(ref -> ref.source().equals(id));
        catalogs.remove(id);
        log.values().removeIf(event -> isAboutTableOf(id, event));
        log(id, SourceChanged.Kind.REMOVED, at);
        forget(said -> said.sources().contains(id), said -> said.without(id), at);
        return true;
    }

    private static boolean isAboutTableOf(SourceId id, RegistryEvent event) {
        if (event instanceof ValuesProfiled profiled) {
            return profiled.ref().source().equals(id);
        }
        return event instanceof TableChanged change && change.ref().source().equals(id);
    }

    @Override
    public synchronized List<TableVersion> listTables(SourceId source) {
        return latest(source, version -> !version.removed());
    }

    @Override
    public synchronized List<TableVersion> listRemovedTables(SourceId source) {
        return latest(source, TableVersion::removed);
    }

    @Override
    public synchronized List<Step> listSteps(SourceId source) {
        SortedMap<Instant, VersionBump> heaviest = new TreeMap<>();
        log.values().stream()
                .filter(TableChanged.class::isInstance)
                .map(TableChanged.class::cast)
                .filter(change -> change.ref().source().equals(source))
                .forEach(change -> heaviest.merge(change.at(), change.bump(), VersionBump::max));
        return heaviest.entrySet().stream()
                .map(step -> new Step(step.getKey(), step.getValue()))
                .toList();
    }

    @Override
    public synchronized List<TableVersion> listTablesAt(SourceId source, Instant at) {
        return versions.entrySet().stream()
                .filter(line -> line.getKey().source().equals(source))
                .flatMap(line -> line.getValue().stream()
                        .filter(version -> !version.createdAt().isAfter(at))
                        .reduce((earlier, later) -> later)
                        .stream())
                .filter(version -> !version.removed())
                .sorted(Comparator.comparing(version -> version.ref().table()))
                .toList();
    }

    @Override
    public synchronized List<TableName> listTableNames(SourceId source) {
        return listTables(source).stream().map(version -> version.ref().table()).toList();
    }

    @Override
    public synchronized Optional<TableVersion> findTable(TableRef ref) {
        return Optional.ofNullable(versions.get(ref)).map(MemoryStore::last);
    }

    @Override
    public synchronized List<TableVersion> listVersions(TableRef ref) {
        return List.copyOf(versions.getOrDefault(ref, List.of()));
    }

    @Override
    public synchronized Map<TableName, TableStatistics> statistics(SourceId source) {
        Map<TableName, TableStatistics> found = new HashMap<>();
        statistics.forEach((ref, observed) -> {
            if (ref.source().equals(source)) {
                found.put(ref.table(), observed);
            }
        });
        return Map.copyOf(found);
    }

    @Override
    public synchronized Optional<TableStatistics> findStatistics(TableRef ref) {
        return Optional.ofNullable(statistics.get(ref));
    }

    @Override
    public synchronized Optional<EngineCatalog> findCatalog(SourceId source) {
        return Optional.ofNullable(catalogs.get(source));
    }

    @Override
    public synchronized Optional<Fingerprint> findCatalogMark(SourceId source) {
        return findCatalog(source).map(CanonicalForm::fingerprint);
    }

    @Override
    public synchronized List<RegistryEvent> commit(SourceCommit commit) {
        SourceId id = commit.source().id();
        DataSource before = expected(commit);
        DataSource read = commit.source();
        sources.put(id, kept(observed(before, read, read.health(), read.updatedAt())));
        List<RegistryEvent> events = new ArrayList<>();
        for (Write write : commit.writes()) {
            TableVersion version = kept(write.version());
            versions.computeIfAbsent(version.ref(), ref -> new ArrayList<>()).add(version);
            if (version.removed()) {
                statistics.remove(version.ref());
                values.remove(version.ref());
            }
            values.computeIfPresent(version.ref(), (ref, known) -> keepOnly(version, known));
            events.add(log(write, version));
        }
        commit.statistics().forEach((table, observed) -> statistics.put(new TableRef(id, table), kept(observed)));
        boolean other =
                commit.catalog().filter(catalog -> putCatalog(id, catalog)).isPresent();
        if (other && events.isEmpty()) {
            log(id, SourceChanged.Kind.UPDATED, read.updatedAt());
        }
        Set<TableRef> gone = commit.writes().stream()
                .map(Write::version)
                .filter(TableVersion::removed)
                .map(TableVersion::ref)
                .collect(Collectors.toSet());
        forget(said -> said.tables().stream().anyMatch(gone::contains), said -> said.without(gone), read.updatedAt());
        return List.copyOf(events);
    }

    private boolean putCatalog(SourceId id, EngineCatalog catalog) {
        boolean same = findCatalogMark(id)
                .filter(CanonicalForm.fingerprint(catalog)::equals)
                .isPresent();
        catalogs.put(id, catalog);
        return !same;
    }

    private static TableValues keepOnly(TableVersion version, TableValues known) {
        return new TableValues(
                known.fields().stream()
                        .filter(field -> version.table().hasField(field.field()))
                        .toList(),
                known.at());
    }

    @Override
    public synchronized boolean putValues(TableRef ref, List<FieldValues> fields, Instant at) {
        if (findTable(ref).filter(version -> !version.removed()).isEmpty()) {
            return false;
        }
        List<FieldValues> sorted =
                fields.stream().sorted(Comparator.comparing(FieldValues::field)).toList();
        boolean moved = !values(ref).equals(sorted);
        values.put(ref, new TableValues(sorted, kept(at)));
        if (moved) {
            add(new ValuesProfiled(lastSequence + 1, kept(at), ref));
        }
        return moved;
    }

    @Override
    public synchronized boolean removeValues(TableRef ref, Instant at) {
        boolean some = !values(ref).isEmpty();
        values.remove(ref);
        if (some) {
            add(new ValuesProfiled(lastSequence + 1, kept(at), ref));
        }
        return some;
    }

    @Override
    public synchronized List<FieldValues> values(TableRef ref) {
        return Optional.ofNullable(values.get(ref)).map(TableValues::fields).orElse(List.of());
    }

    @Override
    public synchronized Map<TableName, TableValues> listValues(SourceId source) {
        Map<TableName, TableValues> found = new HashMap<>();
        values.forEach((ref, known) -> {
            if (ref.source().equals(source)) {
                found.put(ref.table(), known);
            }
        });
        return Map.copyOf(found);
    }

    @Override
    public synchronized List<RegistryEvent> events(long afterSequence, int limit) {
        return log.tailMap(afterSequence, false).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized long lastSequence() {
        return lastSequence;
    }

    @Override
    public Watch watchEvents(Runnable hint) {
        hints.add(hint);
        return () -> hints.remove(hint);
    }

    @Override
    public LeaseBook leases() {
        return leases;
    }

    /** What changes something is called by a word that says so. */
    @Override
    public RegistryStore under(Lease lease) {
        return (RegistryStore) Proxy.newProxyInstance(
                RegistryStore.class.getClassLoader(),
                new Class<?>[] {RegistryStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    synchronized (this) {
                        if (WRITING.matcher(method.getName()).matches()) {
                            leases.require(lease);
                        }
                        try {
                            return method.invoke(this, arguments);
                        } catch (InvocationTargetException thrown) {
                            throw thrown.getCause();
                        }
                    }
                });
    }

    @Override
    public synchronized long position(String listener) {
        return positions.getOrDefault(listener, 0L);
    }

    @Override
    public synchronized void putPosition(String listener, long sequence) {
        positions.put(listener, sequence);
    }

    @Override
    public synchronized List<OntologyEntity> listEntities() {
        return List.copyOf(entities.values());
    }

    @Override
    public synchronized void putEntity(OntologyEntity entity, Instant at) {
        if (!entity.equals(entities.put(entity.name(), entity))) {
            log(entity.name(), false, at);
        }
    }

    @Override
    public synchronized boolean removeEntity(String name, Instant at) {
        if (entities.remove(name) == null) {
            return false;
        }
        log(name, true, at);
        return true;
    }

    @Override
    public synchronized List<Feedback> listFeedback(String afterId, int limit) {
        return feedback.tailMap(afterId, false).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized Optional<Feedback> findFeedback(String id) {
        return Optional.ofNullable(feedback.get(id));
    }

    @Override
    public synchronized void putFeedback(Feedback said) {
        boolean there = said.sources().stream().allMatch(sources::containsKey)
                && said.tables().stream()
                        .allMatch(ref -> findTable(ref)
                                .filter(version -> !version.removed())
                                .isPresent());
        if (!there) {
            throw conflict("a source or table is not registered (any more)");
        }
        if (!remember(said)) {
            return;
        }
        for (SourceId source : said.sources()) {
            Set<String> beyond = feedback.values().stream()
                    .filter(other -> other.sources().contains(source))
                    .sorted(Comparator.comparing(Feedback::at).reversed().thenComparing(Feedback::id))
                    .skip(MOST_FEEDBACK)
                    .map(Feedback::id)
                    .collect(Collectors.toSet());
            forget(other -> beyond.contains(other.id()), other -> Optional.empty(), said.at());
        }
    }

    private boolean remember(Feedback said) {
        Feedback next = said.saidAt(kept(said.at()));
        Feedback before = feedback.get(next.id());
        if (before != null && before.isNotOlderThan(next)) {
            return false;
        }
        feedback.put(next.id(), next);
        add(new FeedbackChanged(lastSequence + 1, next.at(), next.id(), false));
        return true;
    }

    private void forget(Predicate<Feedback> which, Function<Feedback, Optional<Feedback>> left, Instant at) {
        for (Feedback before : feedback.values().stream().filter(which).toList()) {
            removeFeedback(before.id(), at);
            left.apply(before).ifPresent(this::remember);
        }
    }

    @Override
    public synchronized boolean removeFeedback(String id, Instant at) {
        if (feedback.remove(id) == null) {
            return false;
        }
        add(new FeedbackChanged(lastSequence + 1, kept(at), id, true));
        return true;
    }

    @Override
    public synchronized void audit(AuditEntry entry) {
        trail.addFirst(
                new AuditEntry(kept(entry.at()), entry.actor(), entry.action(), entry.subject(), entry.detail()));
    }

    @Override
    public synchronized List<AuditEntry> listAudit(int limit) {
        return trail.stream().limit(limit).toList();
    }

    @Override
    public void close() {}

    /** The record as it stands, when it and the tables stand where the commit expects them. */
    private DataSource expected(SourceCommit commit) {
        DataSource source = sources.get(commit.source().id());
        if (source == null || source.revision() != commit.expectedRevision()) {
            throw conflict(
                    "source \"" + commit.source().id() + "\" is no longer at revision " + commit.expectedRevision());
        }
        Map<TableRef, Long> revisions = new HashMap<>();
        for (Write write : commit.writes()) {
            TableRef ref = write.version().ref();
            long before = revisions.computeIfAbsent(
                    ref, key -> findTable(key).map(TableVersion::revision).orElse(0L));
            if (write.version().revision() != before + 1) {
                throw conflict("table \"" + ref + "\" is at revision " + before);
            }
            revisions.put(ref, before + 1);
        }
        return source;
    }

    private static ConflictException conflict(String found) {
        return new ConflictException(ErrorCode.VERSION_CONFLICT, found + "; read it again and repeat the change");
    }

    private List<TableVersion> latest(SourceId source, Predicate<TableVersion> wanted) {
        return versions.entrySet().stream()
                .filter(entry -> entry.getKey().source().equals(source))
                .map(entry -> last(entry.getValue()))
                .filter(wanted)
                .toList();
    }

    private static TableVersion last(List<TableVersion> line) {
        return line.get(line.size() - 1);
    }

    private void log(SourceId source, SourceChanged.Kind kind, Instant at) {
        add(new SourceChanged(lastSequence + 1, kept(at), source, kind));
    }

    private void log(String entity, boolean removed, Instant at) {
        add(new OntologyChanged(lastSequence + 1, kept(at), entity, removed));
    }

    private RegistryEvent log(Write write, TableVersion version) {
        return add(new TableChanged(
                lastSequence + 1,
                version.createdAt(),
                version.ref(),
                version.version(),
                version.revision(),
                write.bump(),
                version.removed(),
                write.changes()));
    }

    private RegistryEvent add(RegistryEvent event) {
        lastSequence = event.sequence();
        log.put(lastSequence, event);
        hints.forEach(Runnable::run);
        return event;
    }

    private static DataSource describedAs(DataSource known, DataSource description) {
        return new DataSource(
                known.id(),
                description.type(),
                description.uri(),
                description.description(),
                description.settings(),
                known.version(),
                known.revision(),
                known.fingerprint(),
                known.defaultNamespace(),
                known.engine(),
                known.health(),
                description.updatedAt());
    }

    private static DataSource observed(DataSource known, DataSource read, SourceHealth health, Instant at) {
        return new DataSource(
                known.id(),
                known.type(),
                known.uri(),
                known.description(),
                known.settings(),
                read.version(),
                read.revision(),
                read.fingerprint(),
                read.defaultNamespace(),
                read.engine(),
                health,
                at);
    }

    private static DataSource withTime(DataSource source, Instant at) {
        return observed(source, source, source.health(), at);
    }

    private static DataSource kept(DataSource source) {
        SourceHealth health = source.health();
        SourceHealth keptHealth = new SourceHealth(
                health.status(),
                health.lastSeen().map(MemoryStore::kept),
                health.lastAttempt().map(MemoryStore::kept),
                health.detail(),
                health.stale().stream()
                        .map(part -> new StalePart(part.gap(), kept(part.since())))
                        .toList());
        return observed(source, source, keptHealth, kept(source.updatedAt()));
    }

    private static TableVersion kept(TableVersion version) {
        return new TableVersion(
                version.ref(),
                version.version(),
                version.revision(),
                version.table(),
                version.fingerprint(),
                version.removed(),
                kept(version.createdAt()));
    }

    private static TableStatistics kept(TableStatistics observed) {
        return new TableStatistics(observed.rows(), observed.bytes(), kept(observed.observedAt()), observed.others());
    }

    private static Instant kept(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }
}
