package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.spi.RegistryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A store seen as a catalog. */
record StoreCatalogReader(RegistryStore store, Supplier<String> withheld) implements CatalogReader {
    private static final int FEEDBACK_PAGE = 1_000;

    StoreCatalogReader {
        requireNonNull(store, "store");
        requireNonNull(withheld, "withheld");
    }

    @Override
    public List<DataSource> listSources() {
        return store.listSources();
    }

    @Override
    public Optional<DataSource> findSource(SourceId id) {
        return store.findSource(id);
    }

    @Override
    public List<TableVersion> listTables(SourceId source) {
        return store.listTables(source);
    }

    @Override
    public Optional<TableVersion> findTable(TableRef ref) {
        return store.findTable(ref);
    }

    @Override
    public List<OntologyEntity> listEntities() {
        return store.listEntities();
    }

    @Override
    public List<Feedback> listFeedback() {
        List<Feedback> all = new ArrayList<>();
        List<Feedback> page = store.listFeedback("", FEEDBACK_PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = store.listFeedback(page.get(page.size() - 1).id(), FEEDBACK_PAGE);
        }
        return all;
    }

    @Override
    public Optional<Feedback> findFeedback(String id) {
        return store.findFeedback(id);
    }

    @Override
    public List<RegistryEvent> events(long afterSequence, int limit) {
        return store.events(afterSequence, limit);
    }

    @Override
    public List<FieldValues> listValues(TableRef ref) {
        return store.values(ref);
    }

    @Override
    public Map<TableName, List<FieldValues>> listValues(SourceId source) {
        return store.listValues(source).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().fields()));
    }

    @Override
    public String policy() {
        return withheld.get();
    }

    @Override
    public long lastSequence() {
        return store.lastSequence();
    }
}
