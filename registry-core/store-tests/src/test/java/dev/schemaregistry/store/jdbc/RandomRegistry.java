package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.testkit.StoreSamples.NOON;
import static dev.schemaregistry.testkit.StoreSamples.added;
import static dev.schemaregistry.testkit.StoreSamples.catalog;
import static dev.schemaregistry.testkit.StoreSamples.changed;
import static dev.schemaregistry.testkit.StoreSamples.read;
import static dev.schemaregistry.testkit.StoreSamples.removed;
import static dev.schemaregistry.testkit.StoreSamples.source;
import static dev.schemaregistry.testkit.StoreSamples.table;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.Feedback.Verdict;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.Snapshot.Gap;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.spi.AuditEntry;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.SourceCommit;
import dev.schemaregistry.spi.SourceCommit.Write;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Does to a registry what may be done to one, in an order and with content that follow from a seed. */
record RandomRegistry(RegistryStore store, Random random) {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "what is sold",
            "O'Hara's \"late\" ones; -- no",
            "名前 — früh 🛒",
            "two\nlines\tand a tab",
            "\\N \\\\ ${x} ?1 :a",
            "long ".repeat(3000));

    static void fill(RegistryStore store, long seed, int steps) {
        RandomRegistry registry = new RandomRegistry(store, new Random(seed));
        for (int step = 0; step < steps; step++) {
            registry.step(step);
        }
    }

    private void step(int step) {
        switch (random.nextInt(12)) {
            case 0, 1 -> addSource();
            case 2, 3, 4 -> anySource().ifPresent(this::commit);
            case 5 -> anyTable().ifPresent(table -> store.putValues(table.ref(), values(), at(step)));
            case 6 -> store.putEntity(entity(), at(step));
            case 7 ->
                store.listEntities().stream().findFirst().ifPresent(one -> store.removeEntity(one.name(), at(step)));
            case 8 -> anyTable().ifPresent(table -> say(table, step));
            case 9 -> store.putPosition("listener " + random.nextInt(3), store.lastSequence());
            case 10 -> store.audit(new AuditEntry(at(step), "cli:" + text(), "test", text(), text() + step));
            default -> anySource().ifPresent(source -> trouble(source, step));
        }
    }

    private void addSource() {
        SourceId id = new SourceId("s" + random.nextInt(6));
        store.putSource(source(id));
        commit(store.findSource(id).orElseThrow());
    }

    private void commit(DataSource source) {
        TableName name = TableName.of("t" + random.nextInt(5) + (random.nextBoolean() ? "" : " 名.\"x\""));
        Optional<TableVersion> before = store.findTable(new TableRef(source.id(), name));
        Write write =
                before.map(this::next).orElseGet(() -> added(source.id(), table(name.text(), "f" + random.nextInt(9))));
        Map<TableName, TableStatistics> statistics = write.version().removed()
                ? Map.of()
                : Map.of(name, new TableStatistics(someNumber(), someNumber(), at(1), Map.of("members", text())));
        Optional<EngineCatalog> catalog = random.nextInt(3) == 0 ? Optional.of(catalog(text())) : Optional.empty();
        store.commit(new SourceCommit(read(source, true), source.revision(), List.of(write), statistics, catalog));
    }

    private Write next(TableVersion before) {
        return before.removed() || random.nextInt(4) > 0
                ? changed(before, table(before.ref().table().text(), "f" + before.revision()))
                : removed(before);
    }

    private void say(TableVersion table, int step) {
        Verdict verdict = random.nextBoolean() ? Verdict.CONFIRMED : Verdict.REJECTED;
        Feedback said =
                new Feedback("who is late? " + random.nextInt(4), verdict, List.of(), List.of(table.ref()), at(step));
        store.putFeedback(said);
        if (random.nextInt(4) == 0) {
            store.removeFeedback(said.id(), at(step));
        }
    }

    private void trouble(DataSource source, int step) {
        if (random.nextInt(4) == 0) {
            store.removeSource(source.id(), at(step));
            return;
        }
        store.putHealth(
                source.id(),
                random.nextBoolean()
                        ? source.health().failed(at(step), text())
                        : source.health().read(at(step), List.of(new Gap("public", "no right " + text()))));
    }

    private OntologyEntity entity() {
        return new OntologyEntity(
                "entity " + random.nextInt(4),
                random.nextBoolean() ? Optional.of(text()) : Optional.empty(),
                List.of(text()),
                anyTable().map(TableVersion::ref).stream().toList());
    }

    private List<FieldValues> values() {
        return random.nextInt(4) == 0 ? List.of() : List.of(new FieldValues("name", List.of("USA", text() + "!")));
    }

    private Optional<DataSource> anySource() {
        return any(store.listSources());
    }

    private Optional<TableVersion> anyTable() {
        return anySource().flatMap(source -> any(store.listTables(source.id())));
    }

    private <T> Optional<T> any(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    private OptionalLong someNumber() {
        return random.nextBoolean() ? OptionalLong.of(random.nextLong() >>> 1) : OptionalLong.empty();
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private static Instant at(int step) {
        return NOON.plusMillis(1L + step * 977L);
    }
}
