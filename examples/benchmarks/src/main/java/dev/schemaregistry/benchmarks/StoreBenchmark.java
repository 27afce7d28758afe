package dev.schemaregistry.benchmarks;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.registry.SchemaRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the SQLite store takes and gives. */
final class StoreBenchmark implements Benchmark {
    private static final int COLUMNS = 10;
    private static final SourceId HAND_MADE = new SourceId("hand-made");
    private static final TableName TABLE = TableName.of("counter");

    @Override
    public String name() {
        return "store";
    }

    @Override
    public Report run(Setting setting) {
        Setting.Size size = setting.size();
        List<Figure> figures = new ArrayList<>();
        try (SchemaRegistry registry = FilledRegistry.open(setting.work().resolve("store.db"))) {
            figures.addAll(load(registry, size));
            figures.addAll(reads(registry, size));
            figures.addAll(writes(registry, setting));
        }
        long heap = Runtime.getRuntime().maxMemory() / (1024 * 1024);
        return new Report(
                name(),
                figures,
                List.of(
                        "Bulk load: " + size.bulkSources() * size.tablesPerSource() + " tables of " + COLUMNS
                                + " columns in " + size.bulkSources()
                                + " sources, one transaction a source, through the same "
                                + "judgement as an introspection; the heap of this program is limited to " + heap
                                + " MB.",
                        "Writes: one after the other, each on the disk before it is acknowledged. The plain insert is a "
                                + "one-row transaction into a table of two columns in a file beside it, with the same settings."));
    }

    private static List<Figure> load(SchemaRegistry registry, Setting.Size size) {
        SyntheticSchema schema = new SyntheticSchema();
        long nanos = 0;
        for (int source = 0; source < size.bulkSources(); source++) {
            List<Table> tables = schema.tables(0, size.tablesPerSource(), COLUMNS);
            long before = System.nanoTime();
            FilledRegistry.add(registry, source(source), tables);
            nanos += System.nanoTime() - before;
        }
        double seconds = nanos / 1e9;
        double tables = (double) size.bulkSources() * size.tablesPerSource();
        return List.of(
                Figure.of("bulk load", seconds, "s").atMost(30 * tables / 100_000),
                Figure.of("bulk load, tables a second", tables / seconds, "tables/s"));
    }

    private static List<Figure> reads(SchemaRegistry registry, Setting.Size size) {
        List<TableName> names = registry.listTables(source(0));
        Samples table = Samples.of(size.reads(), size.reads(), i -> registry.getTableSchema(pick(i, names, size)));
        Samples versions =
                Samples.of(size.reads() / 4, size.reads() / 4, i -> registry.listVersions(pick(i, names, size)));
        Samples source = Samples.of(
                size.reads() / 4, size.reads() / 4, i -> registry.getDataSource(source(i % size.bulkSources())));
        return List.of(
                Figure.of("read a table, median", table.median(), "ms"),
                Figure.of("read a table, 99 of 100", table.percentile(0.99), "ms")
                        .atMost(1),
                Figure.of("read a table's versions, 99 of 100", versions.percentile(0.99), "ms")
                        .atMost(1),
                Figure.of("read a source, 99 of 100", source.percentile(0.99), "ms")
                        .atMost(1));
    }

    /** Jumps through all tables, so that neighbouring reads do not share a page. */
    private static TableRef pick(int i, List<TableName> names, Setting.Size size) {
        int scattered = (int) ((i * 7_919L) % ((long) names.size() * size.bulkSources()));
        return new TableRef(source(scattered % size.bulkSources()), names.get(scattered / size.bulkSources()));
    }

    private static List<Figure> writes(SchemaRegistry registry, Setting setting) {
        int count = setting.size().writes();
        registry.upsertDataSource(HAND_MADE, "sqlite", "sqlite:/nowhere/hand.db", Optional.empty(), Map.of());
        Samples versions = Samples.of(count / 10, count, i -> registry.upsertTableMeta(HAND_MADE, table(i)));
        Samples plain;
        try (PlainInserts inserts = PlainInserts.into(file(setting))) {
            plain = Samples.of(count / 10, count, inserts::insert);
        }
        return List.of(
                Figure.of("acknowledged writes of a new table version", versions.perSecond(), "writes/s")
                        .atLeast(300),
                Figure.of("plain one-row inserts beside it", plain.perSecond(), "writes/s"),
                Figure.of(
                        "a version write takes the time of plain inserts",
                        plain.perSecond() / versions.perSecond(),
                        "times"),
                Figure.of("a version write, 99 of 100", versions.percentile(0.99), "ms"));
    }

    private static Path file(Setting setting) {
        return setting.work().resolve("plain.db");
    }

    private static Table table(int number) {
        return Table.builder(TABLE, TableKind.TABLE)
                .fields(Field.of("counter_id", DataType.scalar(DataType.ScalarKind.INT64)))
                .comment("Stood at " + number)
                .build();
    }

    private static SourceId source(int number) {
        return new SourceId("company-" + number);
    }
}
