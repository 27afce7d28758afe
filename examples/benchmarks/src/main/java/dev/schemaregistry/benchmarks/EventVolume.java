package dev.schemaregistry.benchmarks;

import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.store.jdbc.RegistryStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What versions and their events take in a SQLite file, and how fast they are read. */
record EventVolume(Path work) {
    private static final int COLUMNS = 12;
    private static final int VERSIONS = 5;
    private static final int PAGE = 1_000;
    private static final double KILOBYTE = 1024;

    List<Figure> measure(int tables) {
        Path file = work.resolve("volume.db");
        try (SchemaRegistry registry = SchemaRegistry.initRegistry(
                RegistryStores.open(file.toString(), Clock.systemUTC()), Clock.systemUTC())) {
            SourceId source = new SourceId("wide");
            registry.upsertDataSource(source, "synthetic", "synthetic:wide", Optional.empty(), Map.of());
            List<Table> schema = new SyntheticSchema().tables(0, tables, COLUMNS);
            long start = System.nanoTime();
            for (int version = 0; version < VERSIONS; version++) {
                registry.accept(source, snapshot(schema, version), Optional.empty());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            int versions = tables * VERSIONS;
            return List.of(
                    Figure.of("versions accepted, " + tables + " a commit", versions / seconds, "versions/s"),
                    Figure.of("a version with its event, in the file", bytes(file) / KILOBYTE / versions, "KB"),
                    Figure.of("events read, a thousand at once", versions / read(registry), "events/s"));
        }
    }

    private static Snapshot snapshot(List<Table> schema, int version) {
        List<Table> tables = new ArrayList<>();
        for (Table table : schema) {
            List<Field> fields = new ArrayList<>(table.fields());
            for (int i = 0; i < version; i++) {
                fields.add(Field.of("added_" + i, DataType.string(20)));
            }
            tables.add(Table.builder(table.name(), table.kind())
                    .fields(fields)
                    .comment(table.comment().orElse(""))
                    .build());
        }
        return new Snapshot("synthetic", "", tables, Map.of(), List.of(), List.of());
    }

    /** In seconds. */
    private static double read(SchemaRegistry registry) {
        long start = System.nanoTime();
        long place = 0;
        List<RegistryEvent> page = registry.changesSince(place, PAGE);
        while (!page.isEmpty()) {
            place = page.get(page.size() - 1).sequence();
            page = registry.changesSince(place, PAGE);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
