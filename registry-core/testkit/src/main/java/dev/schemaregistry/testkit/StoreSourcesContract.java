package dev.schemaregistry.testkit;

import static dev.schemaregistry.testkit.StoreSamples.NOON;
import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.commit;
import static dev.schemaregistry.testkit.StoreSamples.fill;
import static dev.schemaregistry.testkit.StoreSamples.source;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.event.RegistryEvent.SourceChanged;
import dev.schemaregistry.event.RegistryEvent.SourceChanged.Kind;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Snapshot.Gap;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.spi.SourceCommit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a store promises about sources. */
public interface StoreSourcesContract extends StoreUnderTest {
    @Test
    default void anEmptyStoreHasNothing() {
        assertThat(store().listSources()).isEmpty();
        assertThat(store().findSource(SHOP)).isEmpty();
        assertThat(store().listTables(SHOP)).isEmpty();
        assertThat(store().lastSequence()).isZero();
        assertThat(store().events(0, 10)).isEmpty();
        assertThat(store().removeSource(SHOP, NOON)).isFalse();
    }

    @Test
    default void aSourceIsReadAsItWasWrittenButForFractionsOfAMillisecond() {
        store().putSource(source(SHOP));
        DataSource stored = store().findSource(SHOP).orElseThrow();
        assertThat(stored)
                .usingRecursiveComparison()
                .ignoringFields("updatedAt")
                .isEqualTo(source(SHOP));
        assertThat(stored.updatedAt()).isEqualTo(NOON.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    default void sourcesAreSortedById() {
        for (String id : List.of("b", "B", "a-1", "a_1", "Z")) {
            store().putSource(source(new SourceId(id)));
        }
        assertThat(store().listSources())
                .extracting(source -> source.id().value())
                .containsExactly("B", "Z", "a-1", "a_1", "b");
    }

    @Test
    default void describingASourceAnewKeepsWhatWasReadOfIt() {
        DataSource before = fill(store(), SHOP, table("orders"));
        Instant later = NOON.plusSeconds(5);
        store().putSource(DataSource.registered(
                SHOP, "sqlite", "sqlite:/x", Optional.empty(), Map.of("path", "/x"), later));
        DataSource after = store().findSource(SHOP).orElseThrow();
        assertThat(after.type()).isEqualTo("sqlite");
        assertThat(after.uri()).isEqualTo("sqlite:/x");
        assertThat(after.description()).isEmpty();
        assertThat(after.settings()).isEqualTo(Map.of("path", "/x"));
        assertThat(after.updatedAt()).isEqualTo(later.truncatedTo(ChronoUnit.MILLIS));
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("type", "uri", "description", "settings", "updatedAt")
                .isEqualTo(before);
        assertThat(store().listTables(SHOP)).hasSize(1);
    }

    @Test
    default void aReadingKeepsHowTheSourceWasDescribed() {
        store().putSource(source(SHOP));
        DataSource stale = store().findSource(SHOP).orElseThrow();
        store().putSource(DataSource.registered(SHOP, "sqlite", "sqlite:/x", Optional.empty(), Map.of(), NOON));
        store().commit(commit(stale));
        assertThat(store().findSource(SHOP).orElseThrow().uri()).isEqualTo("sqlite:/x");
    }

    @Test
    default void everyNewDescriptionIsAnEventAndAnEqualOneIsNot() {
        DataSource described = source(SHOP);
        store().putSource(described);
        store().putSource(described);
        store().putSource(DataSource.registered(
                SHOP, described.type(), described.uri(), Optional.empty(), described.settings(), NOON));
        assertThat(store().events(0, 10))
                .extracting(event -> ((SourceChanged) event).kind())
                .containsExactly(Kind.REGISTERED, Kind.UPDATED);
    }

    @Test
    default void healthIsAnObservationWithoutEvent() {
        DataSource before = fill(store(), SHOP, table("orders"));
        long last = store().lastSequence();
        SourceHealth down = before.health().failed(NOON.plusSeconds(9).truncatedTo(ChronoUnit.MILLIS), "refused");
        store().putHealth(SHOP, down);
        store().putHealth(new SourceId("nobody"), down);
        DataSource after = store().findSource(SHOP).orElseThrow();
        assertThat(after.health()).isEqualTo(down);
        assertThat(after.updatedAt()).isEqualTo(down.lastAttempt().orElseThrow());
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("health", "updatedAt")
                .isEqualTo(before);
        assertThat(store().lastSequence()).isEqualTo(last);
    }

    @Test
    default void whatIsStaleIsKeptUntilItIsReadAgain() {
        DataSource before = fill(store(), SHOP, table("orders"));
        SourceHealth partial = before.health()
                .read(
                        NOON.plusSeconds(9).truncatedTo(ChronoUnit.MILLIS),
                        List.of(
                                new Gap("sales", "no \"USAGE\"\u0007 on it"),
                                Gap.of(new TableName("a.b", "c"), "denied")));
        store().putHealth(SHOP, partial);
        assertThat(store().findSource(SHOP).orElseThrow().health()).isEqualTo(partial);
        DataSource stored = store().findSource(SHOP).orElseThrow();
        store().putHealth(SHOP, SourceHealth.ok(NOON));
        store().commit(new SourceCommit(stored, stored.revision(), List.of(), Map.of()));
        assertThat(store().findSource(SHOP).orElseThrow().health()).isEqualTo(partial);
        store().putHealth(SHOP, partial.read(NOON.plusSeconds(10), List.of()));
        assertThat(store().findSource(SHOP).orElseThrow().health().stale()).isEmpty();
    }

    @Test
    default void removingASourceRemovesItsSubjectsAndNobodyElses() {
        SourceId other = new SourceId("other");
        fill(store(), SHOP, table("orders"), table("customers"));
        fill(store(), other, table("orders"));
        assertThat(store().removeSource(SHOP, NOON)).isTrue();
        assertThat(store().findSource(SHOP)).isEmpty();
        assertThat(store().listTables(SHOP)).isEmpty();
        assertThat(store().listTableNames(SHOP)).isEmpty();
        assertThat(store().listRemovedTables(SHOP)).isEmpty();
        assertThat(store().findTable(TableRef.of("shop", "orders"))).isEmpty();
        assertThat(store().listVersions(TableRef.of("shop", "orders"))).isEmpty();
        assertThat(store().statistics(SHOP)).isEmpty();
        assertThat(store().listTables(other)).hasSize(1);
    }

    @Test
    default void aRemovedSourcesTableEventsGoAndItsRemovalIsLogged() {
        fill(store(), SHOP, table("orders"));
        store().removeSource(SHOP, NOON);
        assertThat(store().events(0, 10))
                .extracting(event -> ((SourceChanged) event).kind())
                .containsExactly(Kind.REGISTERED, Kind.REMOVED);
        assertThat(store().lastSequence()).isEqualTo(3);
    }

    @Test
    default void aSourceMayComeBack() {
        fill(store(), SHOP, table("orders"));
        store().removeSource(SHOP, NOON);
        fill(store(), SHOP, table("orders", "total"));
        assertThat(store().listVersions(TableRef.of("shop", "orders"))).hasSize(1);
    }
}
