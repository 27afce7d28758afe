package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.CatalogReader;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.event.RegistryEvent.FeedbackChanged;
import dev.schemaregistry.event.RegistryEvent.OntologyChanged;
import dev.schemaregistry.event.RegistryEvent.SourceChanged;
import dev.schemaregistry.event.RegistryEvent.TableChanged;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;

/** Writes documents: all of them, or those that an event concerns. One thread at a time. */
final class IndexContent {
    private final IndexWriter writer;
    private final Documents documents;
    private final FeedbackDocuments remembered;
    private final CatalogReader catalog;
    private Optional<List<OntologyEntity>> entities = Optional.empty();

    IndexContent(IndexWriter writer, Words words, CatalogReader catalog) {
        this.writer = writer;
        this.documents = new Documents(words);
        this.remembered = new FeedbackDocuments(words);
        this.catalog = catalog;
    }

    /** Forgets what was read of the registry for the batch before. */
    void startBatch() {
        entities = Optional.empty();
    }

    void rebuild() throws IOException {
        startBatch();
        writer.deleteAll();
        for (DataSource source : catalog.listSources()) {
            writer.addDocument(documents.of(source));
            for (TableVersion table : catalog.listTables(source.id())) {
                write(table);
            }
        }
        for (Feedback feedback : catalog.listFeedback()) {
            writer.addDocument(remembered.of(feedback));
        }
        writer.forceMerge(1);
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
        write(current.get());
    }

    private void write(TableVersion version) throws IOException {
        TableRef ref = version.ref();
        List<OntologyEntity> held = entities().stream()
                .filter(entity -> entity.tables().contains(ref))
                .toList();
        writer.updateDocument(Documents.key(ref), documents.of(version, held, catalog.listValues(ref)));
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
        entities().stream().filter(e -> e.name().equals(entity)).forEach(e -> concerned.addAll(e.tables()));
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

    private List<OntologyEntity> entities() {
        List<OntologyEntity> known = entities.orElseGet(catalog::listEntities);
        entities = Optional.of(known);
        return known;
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
        public Change feedbackChanged(FeedbackChanged event) {
            return storage -> updateFeedback(event.id());
        }
    }
}
