package dev.schemaregistry.classify;

import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.Feedback.Verdict;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.model.VersionBump;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A registry in memory, in the order of its making, for several threads. Tables are written short: {@code "id! name customer_id>customers"} is a
 * primary key, a plain field and a reference to {@code customers.id}.
 */
public final class FakeCatalog implements CatalogReader {
    private final Map<SourceId, DataSource> sources = new LinkedHashMap<>();
    private final Map<TableRef, TableVersion> tables = new LinkedHashMap<>();
    private final Map<String, OntologyEntity> entities = new LinkedHashMap<>();
    private final Map<String, Feedback> feedback = new LinkedHashMap<>();
    private final List<RegistryEvent> log = new ArrayList<>();

    public synchronized FakeCatalog source(String id, String description) {
        SourceId source = new SourceId(id);
        Optional<String> text = description.isEmpty() ? Optional.empty() : Optional.of(description);
        sources.put(source, DataSource.registered(source, "sqlite", "file:" + id, text, Map.of(), Instant.EPOCH));
        log.add(new RegistryEvent.SourceChanged(
                log.size() + 1, Instant.EPOCH, source, RegistryEvent.SourceChanged.Kind.REGISTERED));
        return this;
    }

    public synchronized FakeCatalog removeSource(String id) {
        SourceId source = new SourceId(id);
        sources.remove(source);
        tables.keySet().removeIf(ref -> ref.source().equals(source));
        log.add(new RegistryEvent.SourceChanged(
                log.size() + 1, Instant.EPOCH, source, RegistryEvent.SourceChanged.Kind.REMOVED));
        return this;
    }

    public synchronized FakeCatalog table(String ref, String fields) {
        return table(TableRef.parse(ref), tableOf(TableRef.parse(ref).table(), TableKind.TABLE, fields));
    }

    public synchronized FakeCatalog table(TableRef ref, Table table) {
        long revision =
                Optional.ofNullable(tables.get(ref)).map(TableVersion::revision).orElse(0L) + 1;
        put(new TableVersion(
                ref, SemanticVersion.FIRST, revision, table, new Fingerprint("test", "1"), false, Instant.EPOCH));
        return this;
    }

    public synchronized FakeCatalog removeTable(String ref) {
        TableVersion last = tables.get(TableRef.parse(ref));
        put(new TableVersion(
                last.ref(),
                last.version(),
                last.revision() + 1,
                last.table(),
                last.fingerprint(),
                true,
                Instant.EPOCH));
        return this;
    }

    public synchronized FakeCatalog entity(String name, List<String> synonyms, String... refs) {
        List<TableRef> held = List.of(refs).stream().map(TableRef::parse).toList();
        entities.put(name, new OntologyEntity(name, Optional.empty(), synonyms, held));
        log.add(new RegistryEvent.OntologyChanged(log.size() + 1, Instant.EPOCH, name, false));
        return this;
    }

    public synchronized FakeCatalog removeEntity(String name) {
        entities.remove(name);
        log.add(new RegistryEvent.OntologyChanged(log.size() + 1, Instant.EPOCH, name, true));
        return this;
    }

    /** Remembers what was said; an equal id replaces. */
    public FakeCatalog say(Feedback said) {
        feedback.put(said.id(), said);
        log.add(new RegistryEvent.FeedbackChanged(log.size() + 1, said.at(), said.id(), false));
        return this;
    }

    public FakeCatalog confirm(String question, String... refs) {
        return say(new Feedback(question, Verdict.CONFIRMED, List.of(), refs(refs), Instant.EPOCH));
    }

    public FakeCatalog reject(String question, String... refs) {
        return say(new Feedback(question, Verdict.REJECTED, List.of(), refs(refs), Instant.EPOCH));
    }

    private static List<TableRef> refs(String... refs) {
        return List.of(refs).stream().map(TableRef::parse).toList();
    }

    public FakeCatalog forget(String id) {
        feedback.remove(id);
        log.add(new RegistryEvent.FeedbackChanged(log.size() + 1, Instant.EPOCH, id, true));
        return this;
    }

    private void put(TableVersion version) {
        tables.put(version.ref(), version);
        log.add(new RegistryEvent.TableChanged(
                log.size() + 1,
                Instant.EPOCH,
                version.ref(),
                version.version(),
                version.revision(),
                VersionBump.MINOR,
                version.removed(),
                List.of()));
    }

    /** A table in the short notation. */
    public static Table tableOf(TableName name, TableKind kind, String text) {
        List<Field> fields = new ArrayList<>();
        List<ForeignKey> references = new ArrayList<>();
        Table.Builder table = Table.builder(name, kind);
        for (String word : text.split(" ", -1)) {
            String field = word.replaceAll("[!>].*", "");
            fields.add(Field.of(field, DataType.string()));
            if (word.endsWith("!")) {
                table.primaryKey(Key.of("", field));
            }
            if (word.contains(">")) {
                TableName target = TableName.of(word.substring(word.indexOf('>') + 1));
                references.add(ForeignKey.of("", List.of(field), target, List.of("id")));
            }
        }
        return table.fields(fields).foreignKeys(references).build();
    }

    public synchronized List<RegistryEvent> log() {
        return List.copyOf(log);
    }

    @Override
    public synchronized List<DataSource> listSources() {
        return List.copyOf(sources.values());
    }

    @Override
    public synchronized Optional<DataSource> findSource(SourceId id) {
        return Optional.ofNullable(sources.get(id));
    }

    @Override
    public synchronized List<TableVersion> listTables(SourceId source) {
        return tables.values().stream()
                .filter(version -> version.ref().source().equals(source) && !version.removed())
                .toList();
    }

    @Override
    public synchronized Optional<TableVersion> findTable(TableRef ref) {
        return Optional.ofNullable(tables.get(ref));
    }

    @Override
    public synchronized List<OntologyEntity> listEntities() {
        return List.copyOf(entities.values());
    }

    @Override
    public synchronized List<Feedback> listFeedback() {
        return List.copyOf(feedback.values());
    }

    @Override
    public synchronized Optional<Feedback> findFeedback(String id) {
        return Optional.ofNullable(feedback.get(id));
    }

    @Override
    public synchronized List<RegistryEvent> events(long afterSequence, int limit) {
        return log.stream()
                .filter(event -> event.sequence() > afterSequence)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long lastSequence() {
        return log.size();
    }
}
