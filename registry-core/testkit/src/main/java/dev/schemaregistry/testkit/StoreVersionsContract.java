package dev.schemaregistry.testkit;

import static dev.schemaregistry.testkit.StoreSamples.NOON;
import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.added;
import static dev.schemaregistry.testkit.StoreSamples.changed;
import static dev.schemaregistry.testkit.StoreSamples.commit;
import static dev.schemaregistry.testkit.StoreSamples.fill;
import static dev.schemaregistry.testkit.StoreSamples.read;
import static dev.schemaregistry.testkit.StoreSamples.removed;
import static dev.schemaregistry.testkit.StoreSamples.source;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.error.ConflictException;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.model.VersionBump;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.SourceCommit;
import dev.schemaregistry.spi.SourceCommit.Write;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a store promises about tables and their versions. */
public interface StoreVersionsContract extends StoreUnderTest {
    TableRef ORDERS = TableRef.of("shop", "orders");

    @Test
    default void whatIsAppendedIsReadEqual() {
        Table table = table("\"odd.name\".\"say \"\"hi\"\"\"", "total");
        fill(store(), SHOP, table);
        TableVersion stored =
                store().findTable(new TableRef(SHOP, table.name())).orElseThrow();
        assertThat(stored.table()).isEqualTo(table);
        assertThat(stored.createdAt()).isEqualTo(NOON.truncatedTo(ChronoUnit.MILLIS));
        assertThat(stored)
                .usingRecursiveComparison()
                .ignoringFields("createdAt")
                .isEqualTo(added(SHOP, table).version());
        assertThat(store().listTables(SHOP)).containsExactly(stored);
        assertThat(store().listVersions(stored.ref())).containsExactly(stored);
    }

    @Test
    default void tablesAreSortedByNamespaceAndName() {
        fill(store(), SHOP, table("b"), table("sales.a"), table("a"), table("archive.z"), table("Z"));
        List<TableName> sorted = List.of(
                TableName.of("Z"),
                TableName.of("a"),
                TableName.of("b"),
                TableName.parse("archive.z"),
                TableName.parse("sales.a"));
        assertThat(store().listTableNames(SHOP)).isEqualTo(sorted);
        assertThat(store().listTables(SHOP))
                .extracting(version -> version.ref().table())
                .isEqualTo(sorted);
    }

    @Test
    default void revisionsHaveNoGapsAndTheLatestIsCurrent() {
        fill(store(), SHOP, table("orders"));
        for (int i = 2; i <= 5; i++) {
            TableVersion before = store().findTable(ORDERS).orElseThrow();
            store().commit(commit(
                    store().findSource(SHOP).orElseThrow(),
                    changed(
                            before,
                            table(
                                    "orders",
                                    IntStream.range(0, i).mapToObj(n -> "f" + n).toArray(String[]::new)))));
        }
        assertThat(store().listVersions(ORDERS))
                .extracting(TableVersion::revision)
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(store().findTable(ORDERS).orElseThrow().table().fields()).hasSize(7);
        assertThat(store().listTables(SHOP))
                .containsExactly(store().findTable(ORDERS).orElseThrow());
    }

    @Test
    default void aRemovedTableKeepsItsVersionsAndMayComeBack() {
        fill(store(), SHOP, table("orders"), table("customers"));
        TableVersion first = store().findTable(ORDERS).orElseThrow();
        store().commit(commit(store().findSource(SHOP).orElseThrow(), removed(first)));
        TableVersion gone = store().findTable(ORDERS).orElseThrow();
        assertThat(gone.removed()).isTrue();
        assertThat(gone.revision()).isEqualTo(2);
        assertThat(store().listTableNames(SHOP)).containsExactly(TableName.of("customers"));
        assertThat(store().listTableMarks(SHOP))
                .containsExactlyElementsOf(store().listTables(SHOP).stream()
                        .map(version ->
                                new RegistryStore.TableMark(version.ref().table(), version.fingerprint()))
                        .toList());
        assertThat(store().listTables(SHOP)).hasSize(1);
        assertThat(store().listRemovedTables(SHOP)).containsExactly(gone);

        store().commit(commit(store().findSource(SHOP).orElseThrow(), changed(gone, table("orders", "back"))));
        assertThat(store().listRemovedTables(SHOP)).isEmpty();
        assertThat(store().listTableNames(SHOP)).hasSize(2);
        assertThat(store().listVersions(ORDERS))
                .extracting(TableVersion::removed)
                .containsExactly(false, true, false);
    }

    @Test
    default void whatASourceHadAtATimeIsToldLater() {
        store().putSource(source(SHOP));
        commitAt(1, added(SHOP, table("orders")), added(SHOP, table("customers")));
        TableVersion first = store().findTable(ORDERS).orElseThrow();
        commitAt(2, changed(first, table("orders", "total")), added(SHOP, table("payments")));
        TableVersion second = store().findTable(ORDERS).orElseThrow();
        commitAt(3, removed(second));

        assertThat(store().listSteps(SHOP))
                .containsExactly(
                        new RegistryStore.Step(minute(1), VersionBump.MINOR),
                        new RegistryStore.Step(minute(2), VersionBump.MINOR),
                        new RegistryStore.Step(minute(3), VersionBump.MAJOR));
        assertThat(store().listTablesAt(SHOP, minute(0))).isEmpty();
        assertThat(names(store().listTablesAt(SHOP, minute(1)))).containsExactly("customers", "orders");
        assertThat(store().listTablesAt(SHOP, minute(1))).contains(first);
        assertThat(store().listTablesAt(SHOP, minute(2))).contains(second).hasSize(3);
        assertThat(names(store().listTablesAt(SHOP, minute(3)))).containsExactly("customers", "payments");
        assertThat(store().listTablesAt(SHOP, minute(3))).isEqualTo(store().listTables(SHOP));
        assertThat(store().listSteps(new SourceId("nowhere"))).isEmpty();
    }

    private void commitAt(int minute, Write... writes) {
        Write[] then = Stream.of(writes)
                .map(write -> new Write(at(write.version(), minute(minute)), write.bump(), write.changes()))
                .toArray(Write[]::new);
        store().commit(commit(store().findSource(SHOP).orElseThrow(), then));
    }

    private static TableVersion at(TableVersion version, Instant at) {
        return new TableVersion(
                version.ref(),
                version.version(),
                version.revision(),
                version.table(),
                version.fingerprint(),
                version.removed(),
                at);
    }

    private static Instant minute(int minute) {
        return NOON.truncatedTo(ChronoUnit.MILLIS).plus(minute, ChronoUnit.MINUTES);
    }

    private static List<String> names(List<TableVersion> versions) {
        return versions.stream().map(version -> version.ref().table().name()).toList();
    }

    @Test
    default void aReadingWithoutChangesMovesNoRevision() {
        DataSource before = fill(store(), SHOP, table("orders"));
        long last = store().lastSequence();
        assertThat(store().commit(commit(before))).isEmpty();
        DataSource after = store().findSource(SHOP).orElseThrow();
        assertThat(after.revision()).isEqualTo(before.revision());
        assertThat(after.fingerprint()).isNotEqualTo(before.fingerprint());
        assertThat(store().lastSequence()).isEqualTo(last);
    }

    @Test
    default void ofTwoWritersWithOneExpectationOneWins() {
        DataSource seen = fill(store(), SHOP, table("orders"));
        TableVersion before = store().findTable(ORDERS).orElseThrow();
        store().commit(commit(seen, changed(before, table("orders", "mine"))));
        assertConflict(() -> store().commit(commit(seen, changed(before, table("orders", "yours")))));
        assertThat(store().listVersions(ORDERS)).hasSize(2);
        assertThat(store().findTable(ORDERS).orElseThrow().table().findField("mine"))
                .isPresent();
    }

    @Test
    default void aSourceAtAnotherRevisionIsAConflictEvenWhereTheTablesDoNotMeet() {
        DataSource seen = fill(store(), SHOP, table("orders"));
        store().commit(commit(seen, added(SHOP, table("mine"))));
        assertConflict(() -> store().commit(commit(seen, added(SHOP, table("yours")))));
        assertThat(store().listTableNames(SHOP)).containsExactly(TableName.of("mine"), TableName.of("orders"));
    }

    @Test
    default void aTableAtAnotherRevisionIsAConflictThatWritesNothing() {
        DataSource source = fill(store(), SHOP, table("orders"));
        TableVersion before = store().findTable(ORDERS).orElseThrow();
        long last = store().lastSequence();
        Write good = added(SHOP, table("customers"));
        Write again = added(SHOP, table("orders", "x"));
        assertConflict(() -> store().commit(commit(source, good, again)));
        Write skipping = new Write(
                new TableVersion(before.ref(), before.version(), 3, before.table(), before.fingerprint(), false, NOON),
                again.bump(),
                List.of());
        assertConflict(() -> store().commit(commit(source, good, skipping)));

        assertThat(store().findSource(SHOP)).contains(source);
        assertThat(store().listTables(SHOP)).containsExactly(before);
        assertThat(store().listVersions(TableRef.of("shop", "customers"))).isEmpty();
        assertThat(store().lastSequence()).isEqualTo(last);
        assertThat(store().events(last, 10)).isEmpty();
    }

    @Test
    default void aCommitToASourceThatWentIsAConflict() {
        DataSource source = fill(store(), SHOP, table("orders"));
        store().removeSource(SHOP, NOON);
        assertConflict(() -> store().commit(commit(source, added(SHOP, table("late")))));
        assertThat(store().listTables(SHOP)).isEmpty();
    }

    @Test
    default void statisticsReplaceThoseOfTheTablesTheyName() {
        DataSource source = fill(store(), SHOP, table("orders"), table("customers"));
        Instant at = NOON.truncatedTo(ChronoUnit.MILLIS);
        TableStatistics known = new TableStatistics(
                OptionalLong.of(5), OptionalLong.of(4096), at, Map.of("members", "12", "status", "green"));
        TableStatistics vague = new TableStatistics(OptionalLong.empty(), OptionalLong.empty(), at);
        store().commit(observing(source, Map.of(TableName.of("orders"), known, TableName.of("customers"), known)));
        store().commit(observing(source, Map.of(TableName.of("orders"), vague)));
        store().commit(commit(source));
        assertThat(store().statistics(SHOP))
                .isEqualTo(Map.of(TableName.of("orders"), vague, TableName.of("customers"), known));

        assertThat(store().findStatistics(ORDERS)).contains(vague);
        assertThat(store().findStatistics(new TableRef(SHOP, TableName.of("nothing"))))
                .isEmpty();

        store().commit(commit(source, removed(store().findTable(ORDERS).orElseThrow())));
        assertThat(store().statistics(SHOP)).isEqualTo(Map.of(TableName.of("customers"), known));
        assertThat(store().findStatistics(ORDERS)).isEmpty();
    }

    @Test
    default void everythingIsThereAfterReopening() {
        fill(store(), SHOP, table("orders"), table("sales.items"));
        store().putPosition("index", 2);
        List<DataSource> sources = store().listSources();
        List<TableVersion> tables = store().listTables(SHOP);
        var events = store().events(0, 100);
        reopen();
        assertThat(store().listSources()).isEqualTo(sources);
        assertThat(store().listTables(SHOP)).isEqualTo(tables);
        assertThat(store().events(0, 100)).isEqualTo(events);
        assertThat(store().position("index")).isEqualTo(2);
    }

    private static SourceCommit observing(DataSource source, Map<TableName, TableStatistics> statistics) {
        return new SourceCommit(read(source, false), source.revision(), List.of(), statistics);
    }

    private static void assertConflict(ThrowingCallable commit) {
        assertThatThrownBy(commit)
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        conflict -> assertThat(conflict.code()).isEqualTo(ErrorCode.VERSION_CONFLICT))
                .hasMessageContaining("revision");
    }
}
