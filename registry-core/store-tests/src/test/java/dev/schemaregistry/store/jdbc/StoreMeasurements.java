package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.testkit.StoreSamples.NOON;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.spi.AuditEntry;
import dev.schemaregistry.spi.RegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What the store costs, measured by hand: {@code java -Xmx1g … StoreMeasurements <address> <tables>}. Not a test: a machine under
 * load would fail it.
 */
final class StoreMeasurements {
    private static final int SOURCES = 10;
    private static final int READS = 20_000;
    private static final int WRITES = 2_000;

    private StoreMeasurements() {}

    public static void main(String[] arguments) throws IOException {
        String url = arguments[0];
        int tables = Integer.parseInt(arguments[1]);
        long start = System.nanoTime();
        try (RegistryStore store = RegistryStores.open(url, Clock.systemUTC());
                SchemaRegistry registry = SchemaRegistry.initRegistry(store, Clock.systemUTC())) {
            say("make", start);
            bulk(registry, tables);
            reads(registry, tables / SOURCES);
            lists(registry);
            writes(registry, store);
        }
        if (!url.startsWith("postgres")) {
            say("file of " + (Files.size(Path.of(url)) >> 20) + " MB", System.nanoTime());
        }
        start = System.nanoTime();
        RegistryStores.open(url, Clock.systemUTC()).close();
        say("open again", start);
    }

    private static void bulk(SchemaRegistry registry, int tables) {
        long start = System.nanoTime();
        for (int i = 0; i < SOURCES; i++) {
            SourceId id = new SourceId("s" + i);
            registry.upsertDataSource(id, "postgres", "postgresql://h/" + id, Optional.empty(), Map.of());
            registry.accept(
                    id,
                    Snapshot.of(
                            "PostgreSQL",
                            "public",
                            IntStream.range(0, tables / SOURCES)
                                    .mapToObj(n -> table("table_" + n, 10))
                                    .toList()),
                    Optional.empty());
        }
        say("bulk load of " + tables + " tables x 10 columns, accepted", start);
        start = System.nanoTime();
        SourceId id = new SourceId("s0");
        registry.accept(
                id,
                Snapshot.of(
                        "PostgreSQL",
                        "public",
                        IntStream.range(0, tables / SOURCES)
                                .mapToObj(n -> table("table_" + n, n == 7 ? 11 : 10))
                                .toList()),
                Optional.empty());
        say("one change accepted among " + tables / SOURCES, start);
    }

    private static void reads(SchemaRegistry registry, int tables) {
        Random random = new Random(1);
        long[] times = new long[READS];
        for (int i = 0; i < READS; i++) {
            TableRef ref = new TableRef(
                    new SourceId("s" + random.nextInt(SOURCES)), TableName.of("table_" + random.nextInt(tables)));
            long start = System.nanoTime();
            registry.getTableSchema(ref);
            times[i] = System.nanoTime() - start;
        }
        report("getTableSchema", Arrays.copyOfRange(times, READS / 10, READS));
        long[] sources = new long[READS / 10];
        for (int i = 0; i < sources.length; i++) {
            long start = System.nanoTime();
            registry.listDataSources();
            sources[i] = System.nanoTime() - start;
        }
        report("listDataSources", sources);
    }

    private static void lists(SchemaRegistry registry) {
        long start = System.nanoTime();
        int found = registry.currentTables(new SourceId("s1")).size();
        say("currentTables of " + found, start);
        start = System.nanoTime();
        found = registry.changesSince(0, 1000).size();
        say("changesSince, " + found + " events", start);
    }

    private static void writes(SchemaRegistry registry, RegistryStore store) {
        SourceId id = new SourceId("writes");
        registry.upsertDataSource(id, "postgres", "postgresql://h/w", Optional.empty(), Map.of());
        long start = System.nanoTime();
        for (int i = 0; i < WRITES; i++) {
            store.audit(new AuditEntry(NOON, "cli:alice", "test", "s", "entry " + i));
        }
        rate("one-row writes (audit)", start, WRITES);
        long[] times = new long[WRITES / 4];
        start = System.nanoTime();
        for (int i = 0; i < times.length; i++) {
            long one = System.nanoTime();
            registry.accept(id, Snapshot.of("PostgreSQL", "public", List.of(table("t", 2 + i % 9))), Optional.empty());
            times[i] = System.nanoTime() - one;
        }
        rate("versions accepted one by one", start, times.length);
        report("accept of one version", times);
    }

    private static Table table(String name, int columns) {
        return Table.builder(TableName.of(name), TableKind.TABLE)
                .fields(IntStream.range(0, columns)
                        .mapToObj(i -> Field.of(
                                        "column_" + i,
                                        i == 0 ? DataType.scalar(ScalarKind.INT64) : DataType.string(100 + i))
                                .withNativeType(i == 0 ? "bigint" : "character varying(" + (100 + i) + ")")
                                .withNullable(i > 3)
                                .withStableId("" + (i + 1)))
                        .toList())
                .primaryKey(Key.of(name + "_pkey", "column_0"))
                .stableId(name)
                .build();
    }

    private static void report(String what, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        System.out.printf(
                "%-60s p50 %.3f ms  p99 %.3f ms  max %.3f ms%n",
                what,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                sorted[sorted.length - 1] / 1e6);
    }

    private static void rate(String what, long start, int count) {
        System.out.printf("%-60s %.0f/s%n", what, count * 1e9 / (System.nanoTime() - start));
    }

    private static void say(String what, long start) {
        System.out.printf("%-60s %.3f s%n", what, (System.nanoTime() - start) / 1e9);
    }
}
