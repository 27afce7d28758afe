package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.CatalogReader;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.event.RegistryEvent.FeedbackChanged;
import dev.schemaregistry.event.RegistryEvent.OntologyChanged;
import dev.schemaregistry.event.RegistryEvent.SourceChanged;
import dev.schemaregistry.event.RegistryEvent.TableChanged;
import dev.schemaregistry.event.RegistryEvent.ValuesProfiled;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;

/** Writes documents: all of them, or those that an event concerns. One thread at a time. */
final class IndexContent {
    private final IndexWriter writer;
    private final Documents documents;
    private final FeedbackDocuments remembered;
    private final CatalogReader catalog;
    private Optional<Ontology> ontology = Optional.empty();

    IndexContent(IndexWriter writer, Words words, CatalogReader catalog) {
        this.writer = writer;
        this.documents = new Documents(words);
        this.remembered = new FeedbackDocuments(words);
        this.catalog = catalog;
    }

    /** Forgets what was read of the registry for the batch before. */
    void startBatch() {
        ontology = Optional.empty();
    }

    void clear() throws IOException {
        writer.deleteAll();
    }

    /**
     * Writes everything anew.
     *
     * @return whether it came to its end, or was stopped halfway
     */
    boolean rebuild(Progress progress) throws IOException {
        startBatch();
        writer.deleteAll();
        for (DataSource source : catalog.listSources()) {
            writer.addDocument(documents.of(source));
            Map<TableName, List<FieldValues>> values = catalog.listValues(source.id());
            for (TableVersion table : catalog.listTables(source.id())) {
                writer.addDocument(
                        document(table, values.getOrDefault(table.ref().table(), List.of())));
            }
            if (!progress.goOn()) {
                return false;
            }
        }
        for (Feedback feedback : catalog.listFeedback()) {
            writer.addDocument(remembered.of(feedback));
        }
        writer.forceMerge(1);
        return true;
    }

    /** Asked after each source. */
    @FunctionalInterface
    interface Progress {
        boolean goOn() throws IOException;
    }

    /** Whether the event can only be applied when all earlier ones can be searched. */
    boolean needsVisibility(RegistryEvent event) {
        return event instanceof OntologyChanged;
    }

    void apply(RegistryEvent event, IndexStorage storage) throws IOException {
        Change change = event.accept(new ChangeOf());
        change.apply(storage);
    }

    private void update(TableRef ref) throws IOException {
        Optional<TableVersion> current = catalog.findTable(ref).filter(version -> !version.removed());
        if (current.isEmpty()) {
            writer.deleteDocuments(Documents.key(ref));
            return;
        }
        writer.updateDocument(Documents.key(ref), document(current.get(), catalog.listValues(ref)));
    }

    private Document document(TableVersion version, List<FieldValues> values) throws IOException {
        TableRef ref = version.ref();
        List<OntologyEntity> held = batch().ofTable.getOrDefault(ref, List.of());
        return documents.of(version, held, values);
    }

    private void update(SourceId id) throws IOException {
        Optional<DataSource> source = catalog.findSource(id);
        if (source.isPresent()) {
            writer.updateDocument(Documents.key(id), documents.of(source.get()));
            return;
        }
        writer.deleteDocuments(Documents.key(id), new Term(IndexFormat.OWNER, id.value()));
    }

    private void update(String entity, IndexStorage storage) throws IOException {
        Set<TableRef> concerned = new TreeSet<>(storage.tablesHolding(entity));
        batch().entities.stream().filter(e -> e.name().equals(entity)).forEach(e -> concerned.addAll(e.tables()));
        for (TableRef ref : concerned) {
            update(ref);
        }
    }

    private void updateFeedback(String id) throws IOException {
        Optional<Feedback> said = catalog.findFeedback(id);
        if (said.isPresent()) {
            writer.updateDocument(FeedbackDocuments.key(id), remembered.of(said.get()));
            return;
        }
        writer.deleteDocuments(FeedbackDocuments.key(id));
    }

    private Ontology batch() {
        Ontology known = ontology.orElseGet(() -> Ontology.of(catalog.listEntities()));
        ontology = Optional.of(known);
        return known;
    }

    /** The entities, and those of each table in the same order. */
    private record Ontology(List<OntologyEntity> entities, Map<TableRef, List<OntologyEntity>> ofTable) {
        static Ontology of(List<OntologyEntity> entities) {
            Map<TableRef, List<OntologyEntity>> ofTable = new HashMap<>();
            for (OntologyEntity entity : entities) {
                new HashSet<>(entity.tables())
                        .forEach(ref -> ofTable.computeIfAbsent(ref, key -> new ArrayList<>())
                                .add(entity));
            }
            return new Ontology(entities, ofTable);
        }
    }

    @FunctionalInterface
    private interface Change {
        void apply(IndexStorage storage) throws IOException;
    }

    private final class ChangeOf implements RegistryEvent.Visitor<Change> {
        @Override
        public Change tableChanged(TableChanged event) {
            return storage -> update(event.ref());
        }

        @Override
        public Change sourceChanged(SourceChanged event) {
            return storage -> update(event.source());
        }

        @Override
        public Change ontologyChanged(OntologyChanged event) {
            return storage -> update(event.entity(), storage);
        }

        @Override
        public Change valuesProfiled(ValuesProfiled event) {
            return storage -> update(event.ref());
        }

        @Override
        public Change feedbackChanged(FeedbackChanged event) {
            return storage -> updateFeedback(event.id());
        }
    }
}
