package dev.schemaregistry.classify;

import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.spi.RegistryStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the index needs to read of the registry. Thread-safe; each method sees a state no older than the last event. */
public interface CatalogReader {
    List<DataSource> listSources();

    Optional<DataSource> findSource(SourceId id);

    /** The current tables of a source, removed ones left out. */
    List<TableVersion> listTables(SourceId source);

    /** The latest version of a table, also of a removed one. */
    Optional<TableVersion> findTable(TableRef ref);

    List<OntologyEntity> listEntities();

    /** Events after a place in the log, in order, at most {@code limit}. */
    List<RegistryEvent> events(long afterSequence, int limit);

    /** The last place in the log; 0 when it is empty. */
    long lastSequence();

    /** Sampled values of a table's fields, where a profiler was allowed to take them; none by default. */
    default List<FieldValues> listValues(TableRef ref) {
        return List.of();
    }

    /** The same for each table of a source that has some. */
    default Map<TableName, List<FieldValues>> listValues(SourceId source) {
        Map<TableName, List<FieldValues>> found = new HashMap<>();
        for (TableVersion table : listTables(source)) {
            List<FieldValues> values = listValues(table.ref());
            if (!values.isEmpty()) {
                found.put(table.ref().table(), values);
            }
        }
        return found;
    }

    /** Everything that people said of answers; nothing by default. */
    default List<Feedback> listFeedback() {
        return List.of();
    }

    default Optional<Feedback> findFeedback(String id) {
        return Optional.empty();
    }

    /** Equal as long as the same is withheld of what is read here; empty for nothing. Another one makes what was indexed unfit. */
    default String policy() {
        return "";
    }

    /** Reads a registry, and so nothing of what its column policy withholds. */
    static CatalogReader of(SchemaRegistry registry) {
        return new StoreCatalogReader(registry.store(), () -> registry.policy().fingerprint());
    }

    /** Reads a store directly. */
    static CatalogReader of(RegistryStore store) {
        return new StoreCatalogReader(store, () -> "");
    }
}
