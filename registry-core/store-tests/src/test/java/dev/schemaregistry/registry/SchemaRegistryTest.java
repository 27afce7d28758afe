package dev.schemaregistry.registry;

import static dev.schemaregistry.testkit.StoreSamples.NOON;
import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.change.CanonicalForm;
import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.NotFoundException;
import dev.schemaregistry.event.RegistryEvent.TableChanged;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.model.VersionBump;
import dev.schemaregistry.testkit.MemoryStore;
import dev.schemaregistry.testkit.SettableClock;
import dev.schemaregistry.testkit.StoreSamples;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaRegistryTest {
    private static final TableRef ORDERS = TableRef.of("shop", "orders");

    private final SettableClock now = new SettableClock(NOON);
    private final SchemaRegistry registry = SchemaRegistry.initRegistry(new MemoryStore(), now);

    @BeforeEach
    void register() {
        registry.upsertDataSource(SHOP, "postgres", "postgresql://localhost/shop", Optional.of("sales"), Map.of());
    }

    @Test
    void whatIsAnsweredIsWhatIsStored() {
        DataSource answered = registry.upsertDataSource(SHOP, "sqlite", "sqlite:/x", Optional.empty(), Map.of());
        assertThat(registry.getDataSource(SHOP)).isEqualTo(answered);
        Acceptance accepted = accept(table("orders"));
        assertThat(registry.getDataSource(SHOP)).isEqualTo(accepted.source());
        assertThat(registry.changesSince(0, 10)).endsWith(accepted.events().get(0));
    }

    @Test
    void anUnchangedReadingMakesNothing() {
        accept(table("orders"), table("customers"));
        Acceptance again = accept(table("orders"), table("customers"));
        assertThat(again.changed()).isFalse();
        assertThat(again.tables()).isEqualTo(2);
        assertThat(registry.listVersions(ORDERS)).hasSize(1);
    }

    @Test
    void versionsFollowTheWeightOfTheChange() {
        accept(table("orders"));
        assertThat(accept(table("orders", "total")).bump()).isEqualTo(VersionBump.MINOR);
        assertThat(accept(table("orders")).bump()).isEqualTo(VersionBump.MAJOR);
        assertThat(registry.listVersions(ORDERS))
                .extracting(version -> version.version().toString())
                .containsExactly("1.0.0", "1.1.0", "2.0.0");
        assertThat(registry.diff(ORDERS, SemanticVersion.parse("1.1.0"), SemanticVersion.parse("2.0.0")))
                .singleElement()
                .isInstanceOf(SchemaChange.FieldRemoved.class);
    }

    @Test
    void aSourceKeepsItsOldVersions() {
        accept(table("orders"), other());
        tick();
        accept(table("orders", "total"), other());
        tick();
        accept(other());
        assertThat(registry.listSourceVersions(SHOP))
                .extracting(known -> known.version().toString())
                .containsExactly("1.0.0", "1.1.0", "2.0.0")
                .last()
                .isEqualTo(registry.getDataSource(SHOP).version().toString());
        assertThat(registry.listTablesAt(SHOP, SemanticVersion.parse("1.1.0")))
                .contains(registry.getTableSchema(ORDERS, SemanticVersion.parse("1.1.0")))
                .hasSize(2);
        assertThat(registry.listTablesAt(SHOP, SemanticVersion.parse("2.0.0"))).isEqualTo(registry.currentTables(SHOP));
        assertThatThrownBy(() -> registry.listTablesAt(SHOP, SemanticVersion.parse("3.0.0")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("it has 1.0.0 to 2.0.0");
    }

    private void tick() {
        now.move(Duration.ofSeconds(1));
    }

    @Test
    void aTableThatGoesAndComesBackGoesOnInItsLine() {
        accept(table("orders"), other());
        accept(other());
        assertThat(registry.findTableSchema(ORDERS)).isEmpty();
        accept(table("orders"), other());
        assertThat(registry.listVersions(ORDERS))
                .extracting(TableVersion::revision, TableVersion::removed)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, false),
                        org.assertj.core.groups.Tuple.tuple(2L, true),
                        org.assertj.core.groups.Tuple.tuple(3L, false));
    }

    @Test
    void aRenamedTableIsOneTableWithTwoNames() {
        accept(table("orders"), other());
        Acceptance renamed = accept(table("purchases"), other());
        assertThat(renamed.events())
                .extracting(
                        event -> ((TableChanged) event).ref().table().name() + ' ' + ((TableChanged) event).removed())
                .containsExactlyInAnyOrder("purchases false", "orders true");
        assertThat(registry.getTableSchema(TableRef.of("shop", "purchases")).version())
                .isEqualTo(SemanticVersion.parse("2.0.0"));
        accept(table("orders"), other());
        assertThat(registry.listTables(SHOP)).containsExactly(TableName.of("orders"), TableName.of("other"));
    }

    @Test
    void anotherEngineCatalogIsKeptWithoutAVersion() {
        Snapshot seen = Snapshot.of("PostgreSQL", "public", List.of(table("orders")));
        registry.accept(SHOP, seen.withCatalog(StoreSamples.catalog("first")), Optional.empty());
        long before = registry.lastSequence();

        Acceptance same = registry.accept(SHOP, seen.withCatalog(StoreSamples.catalog("first")), Optional.empty());
        assertThat(registry.lastSequence()).isEqualTo(before);
        Acceptance moved = registry.accept(SHOP, seen.withCatalog(StoreSamples.catalog("second")), Optional.empty());
        registry.upsertTableMeta(SHOP, other());

        assertThat(same.changed() || moved.changed()).isFalse();
        assertThat(registry.findEngineCatalog(SHOP)).contains(StoreSamples.catalog("second"));
        assertThat(registry.findEngineCatalogMark(SHOP))
                .contains(CanonicalForm.fingerprint(StoreSamples.catalog("second")));
        assertThat(registry.lastSequence()).isGreaterThan(before);
        assertThat(registry.listVersions(ORDERS)).hasSize(1);
    }

    @Test
    void whatIsHiddenInAGapIsNotRemoved() {
        accept(table("orders"), other());
        Snapshot partial = new Snapshot(
                "PostgreSQL", "public", List.of(other()), Map.of(), List.of(new Snapshot.Gap("", "denied")), List.of());
        assertThat(registry.accept(SHOP, partial, Optional.empty()).changed()).isFalse();
        assertThat(registry.listTables(SHOP)).hasSize(2);
        assertThat(registry.getDataSource(SHOP).health().status()).isEqualTo(SourceHealth.Status.PARTIAL);
    }

    @Test
    void whatIsHiddenInAGapIsStaleSinceItWasLastSeen() {
        accept(table("orders"), other());
        now.set(NOON.plusSeconds(600));
        Table elsewhere =
                other().toBuilder().name(new TableName("hr", "people")).build();
        partial(List.of(elsewhere), new Snapshot.Gap("", "denied"));
        now.set(NOON.plusSeconds(1200));
        partial(List.of(elsewhere), new Snapshot.Gap("", "still denied"));
        SourceHealth health = registry.getDataSource(SHOP).health();
        assertThat(health.staleness(ORDERS.table())).hasValueSatisfying(part -> {
            assertThat(part.since()).isEqualTo(NOON.truncatedTo(ChronoUnit.MILLIS));
            assertThat(part.gap().reason()).isEqualTo("still denied");
        });
        assertThat(health.staleness(elsewhere.name())).isEmpty();
        registry.noteSeen(SHOP);
        registry.noteUnreachable(SHOP, "refused");
        assertThat(registry.getDataSource(SHOP).health().staleness(elsewhere.name()))
                .isPresent();
        registry.noteSeen(SHOP);
        assertThat(registry.getDataSource(SHOP).health().status()).isEqualTo(SourceHealth.Status.PARTIAL);
        accept(table("orders"), other(), elsewhere);
        assertThat(registry.getDataSource(SHOP).health().stale()).isEmpty();
    }

    @Test
    void aGapMayBeASingleTable() {
        accept(table("orders"), other());
        partial(List.of(), Snapshot.Gap.of(ORDERS.table(), "denied"), Snapshot.Gap.of(other().name(), "denied"));
        partial(List.of(other()), Snapshot.Gap.of(ORDERS.table(), "denied"));
        SourceHealth health = registry.getDataSource(SHOP).health();
        assertThat(health.staleness(ORDERS.table())).isPresent();
        assertThat(health.staleness(other().name())).isEmpty();
        assertThat(registry.listTables(SHOP)).hasSize(2);
    }

    @Test
    void theRightToReadLostInAGapMakesNoVersion() {
        accept(table("orders"), other());
        Table closed = table("orders").toBuilder()
                .properties(Map.of(Table.READABLE, "false"))
                .build();
        assertThat(partial(List.of(closed, other()), new Snapshot.Gap("", "no USAGE"))
                        .changed())
                .isFalse();
        assertThat(accept(table("orders"), other()).changed()).isFalse();
        assertThat(accept(closed, other()).bump()).isEqualTo(VersionBump.MAJOR);
    }

    @Test
    void aSourceThatIsSuddenlyEmptyIsDoubted() {
        accept(table("orders"), other());
        Acceptance doubted = accept();
        assertThat(doubted.changed()).isFalse();
        assertThat(doubted.tables()).isEqualTo(2);
        assertThat(registry.listTables(SHOP)).hasSize(2);
        assertThat(doubted.source().health().staleness(ORDERS.table()))
                .hasValueSatisfying(part -> assertThat(part.gap().reason()).contains("introspect --accept-empty shop"));
        partial(List.of(), new Snapshot.Gap("hr", "denied"));
        assertThat(registry.listTables(SHOP)).hasSize(2);
        registry.accept(
                SHOP,
                Snapshot.of("PostgreSQL", "public", List.of()),
                Optional.empty(),
                SchemaRegistry.EmptyListing.BELIEVED);
        assertThat(registry.listTables(SHOP)).isEmpty();
        assertThat(accept().source().health().status()).isEqualTo(SourceHealth.Status.OK);
    }

    @Test
    void aNamespaceThatACompleteListingLacksIsRemoved() {
        Table elsewhere =
                other().toBuilder().name(new TableName("hr", "people")).build();
        accept(table("orders"), elsewhere);
        accept(table("orders"));
        assertThat(registry.listTables(SHOP)).containsExactly(ORDERS.table());
    }

    @Test
    void aNamespaceThatIsNotListedIsKeptWhereItMayOnlyBeHidden() {
        TableName people = new TableName("hr", "people");
        accept(table("orders"), other().toBuilder().name(people).build());
        Snapshot.Gap hidden = Snapshot.Gap.unlisted("the role may have lost its rights");

        Acceptance kept = partial(List.of(table("orders")), hidden);
        assertThat(kept.changed()).isFalse();
        assertThat(kept.source().health().staleness(people)).isPresent();
        assertThat(kept.source().health().staleness(ORDERS.table())).isEmpty();

        registry.accept(
                SHOP,
                Snapshot.of("PostgreSQL", "public", List.of(table("orders"))).with(hidden),
                Optional.empty(),
                SchemaRegistry.EmptyListing.BELIEVED);
        assertThat(registry.listTables(SHOP)).containsExactly(ORDERS.table());
        assertThat(registry.getDataSource(SHOP).health().status()).isEqualTo(SourceHealth.Status.OK);
    }

    @Test
    void lookingAgainAtWhatDoesNotChangeWritesNothing() {
        accept(table("orders"));
        DataSource before = registry.getDataSource(SHOP);
        now.set(NOON.plusSeconds(30));
        accept(table("orders"));
        registry.noteSeen(SHOP);
        assertThat(registry.getDataSource(SHOP)).isEqualTo(before);
        now.set(NOON.plusSeconds(90));
        registry.noteSeen(SHOP);
        assertThat(registry.getDataSource(SHOP).health().lastSeen())
                .contains(NOON.plusSeconds(90).truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void aTableWrittenByHandLeavesStaleWhatIsStale() {
        accept(table("orders"));
        partial(List.of(), new Snapshot.Gap("hr", "denied"));
        registry.upsertTableMeta(SHOP, other());
        assertThat(registry.getDataSource(SHOP).health().stale()).isNotEmpty();
    }

    @Test
    void aSourceThatIsDownKeepsItsTables() {
        accept(table("orders"));
        registry.noteUnreachable(SHOP, "refused");
        SourceHealth health = registry.getDataSource(SHOP).health();
        assertThat(health.status()).isEqualTo(SourceHealth.Status.UNREACHABLE);
        assertThat(health.lastSeen()).contains(Instant.ofEpochMilli(NOON.toEpochMilli()));
        assertThat(registry.getTableSchema(ORDERS).removed()).isFalse();
    }

    @Test
    void tablesWrittenByHandAtOnceAreAllKept() throws Exception {
        int writers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            for (int round = 0; round < 20; round++) {
                int number = round;
                for (var done : threads.invokeAll(IntStream.range(0, writers)
                        .<java.util.concurrent.Callable<TableVersion>>mapToObj(
                                writer -> () -> registry.upsertTableMeta(SHOP, plain("t" + writer + '_' + number)))
                        .toList())) {
                    done.get();
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(registry.listTables(SHOP)).hasSize(20 * writers);
    }

    @Test
    void unknownNamesAreAnsweredWithTheNearest() {
        accept(table("orders"), other());
        assertThatThrownBy(() -> registry.getTableSchema(TableRef.of("shop", "order")))
                .isInstanceOfSatisfying(
                        NotFoundException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_TABLE))
                .hasMessageContaining("orders");
        assertThatThrownBy(() -> registry.listTables(new dev.schemaregistry.model.SourceId("shpo")))
                .isInstanceOfSatisfying(
                        NotFoundException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_SOURCE))
                .hasMessageContaining("shop");
    }

    private Acceptance partial(List<Table> tables, Snapshot.Gap... gaps) {
        Snapshot snapshot = new Snapshot("PostgreSQL", "public", tables, Map.of(), List.of(gaps), List.of());
        return registry.accept(SHOP, snapshot, Optional.empty());
    }

    private Acceptance accept(Table... tables) {
        return registry.accept(SHOP, Snapshot.of("PostgreSQL", "public", List.of(tables)), Optional.empty());
    }

    private static Table other() {
        return plain("other");
    }

    private static Table plain(String name) {
        return table(name).toBuilder().stableId(Optional.empty()).build();
    }
}
