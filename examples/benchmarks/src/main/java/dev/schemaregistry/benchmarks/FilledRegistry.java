package dev.schemaregistry.benchmarks;

import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.store.jdbc.RegistryStores;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registry in a SQLite file, filled with synthetic sources as their connectors would report them. */
final class FilledRegistry {
    private FilledRegistry() {}

    static SchemaRegistry open(Path file) {
        Clock clock = Clock.systemUTC();
        return SchemaRegistry.initRegistry(RegistryStores.open("sqlite:" + file, clock), clock);
    }

    /** Registers a source and accepts its tables. */
    static void add(SchemaRegistry registry, SourceId id, List<Table> tables) {
        registry.upsertDataSource(
                id,
                "sqlite",
                "sqlite:/nowhere/" + id + ".db",
                Optional.empty(),
                Map.of("path", "/nowhere/" + id + ".db"));
        registry.accept(id, Snapshot.of("SQLite", "main", tables), Optional.empty());
    }

    /** Spreads the first {@code tables} synthetic tables over sources. */
    static void fill(SchemaRegistry registry, int sources, int tables) {
        SyntheticSchema schema = new SyntheticSchema();
        int each = tables / sources;
        for (int source = 0; source < sources; source++) {
            add(registry, new SourceId("company-" + source), schema.tables(source * each, each, Integer.MAX_VALUE));
        }
    }
}
