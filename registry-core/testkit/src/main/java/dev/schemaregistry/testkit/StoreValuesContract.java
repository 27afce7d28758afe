package dev.schemaregistry.testkit;

import static dev.schemaregistry.testkit.StoreSamples.NOON;
import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.changed;
import static dev.schemaregistry.testkit.StoreSamples.commit;
import static dev.schemaregistry.testkit.StoreSamples.fill;
import static dev.schemaregistry.testkit.StoreSamples.removed;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.event.RegistryEvent.ValuesProfiled;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.spi.RegistryStore.TableValues;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a store promises about the values of fields. */
public interface StoreValuesContract extends StoreUnderTest {
    TableRef ORDERS = TableRef.of("shop", "orders");
    FieldValues NAMES = new FieldValues("name", List.of("Büro \"1\"", "USA", "名前"));
    FieldValues TOTALS = new FieldValues("total", List.of("much"));

    @Test
    default void valuesAreReadAsTheyWereWrittenSortedByField() {
        fill(store(), SHOP, table("orders", "total"), table("customers"));

        assertThat(store().putValues(ORDERS, List.of(TOTALS, NAMES), NOON)).isTrue();

        assertThat(store().values(ORDERS)).containsExactly(NAMES, TOTALS);
        assertThat(store().values(TableRef.of("shop", "customers"))).isEmpty();
        assertThat(reopen().listValues(SHOP))
                .isEqualTo(Map.of(
                        TableName.of("orders"),
                        new TableValues(List.of(NAMES, TOTALS), NOON.truncatedTo(ChronoUnit.MILLIS))));
    }

    @Test
    default void movedValuesAreAnEventAndEqualOnesMoveOnlyTheTime() {
        fill(store(), SHOP, table("orders", "total"));
        long before = store().lastSequence();
        Instant later = NOON.plusSeconds(60).truncatedTo(ChronoUnit.MILLIS);

        store().putValues(ORDERS, List.of(NAMES), NOON);
        assertThat(store().putValues(ORDERS, List.of(NAMES), later)).isFalse();

        List<RegistryEvent> events = store().events(before, 10);
        assertThat(events).containsExactly(new ValuesProfiled(before + 1, NOON.truncatedTo(ChronoUnit.MILLIS), ORDERS));
        assertThat(store().listValues(SHOP))
                .hasEntrySatisfying(
                        TableName.of("orders"), kept -> assertThat(kept.at()).isEqualTo(later));
        assertThat(store().putValues(ORDERS, List.of(), later)).isTrue();
        assertThat(store().events(before + 1, 10)).hasSize(1);
    }

    @Test
    default void thatNothingWasFoundIsNotedWithoutAnEvent() {
        fill(store(), SHOP, table("orders"));
        long before = store().lastSequence();

        assertThat(store().putValues(ORDERS, List.of(), NOON)).isFalse();

        assertThat(store().listValues(SHOP)).containsOnlyKeys(TableName.of("orders"));
        assertThat(store().lastSequence()).isEqualTo(before);
    }

    @Test
    default void valuesAreNoSchema() {
        DataSource before = fill(store(), SHOP, table("orders"));
        TableVersion version = store().findTable(ORDERS).orElseThrow();

        store().putValues(ORDERS, List.of(NAMES), NOON);

        assertThat(store().findSource(SHOP)).contains(before);
        assertThat(store().listVersions(ORDERS)).containsExactly(version);
    }

    @Test
    default void aTableThatIsNotThereHasNoValues() {
        DataSource shop = fill(store(), SHOP, table("orders"));
        TableVersion version = store().findTable(ORDERS).orElseThrow();
        store().commit(commit(shop, removed(version)));
        long before = store().lastSequence();

        assertThat(store().putValues(ORDERS, List.of(NAMES), NOON)).isFalse();
        assertThat(store().putValues(TableRef.of("nobody", "orders"), List.of(NAMES), NOON))
                .isFalse();

        assertThat(store().listValues(SHOP)).isEmpty();
        assertThat(store().lastSequence()).isEqualTo(before);
    }

    @Test
    default void valuesGoWithTheirTableAndDoNotComeBackWithIt() {
        fill(store(), SHOP, table("orders"), table("customers"));
        store().putValues(ORDERS, List.of(NAMES), NOON);
        store().putValues(TableRef.of("shop", "customers"), List.of(NAMES), NOON);

        TableVersion version = store().findTable(ORDERS).orElseThrow();
        store().commit(commit(store().findSource(SHOP).orElseThrow(), removed(version)));
        TableVersion gone = store().findTable(ORDERS).orElseThrow();
        store().commit(commit(store().findSource(SHOP).orElseThrow(), changed(gone, table("orders", "tax"))));

        assertThat(store().values(ORDERS)).isEmpty();
        assertThat(store().listValues(SHOP)).containsOnlyKeys(TableName.of("customers"));
    }

    @Test
    default void valuesGoWithTheirFieldAndTheOthersStay() {
        DataSource shop = fill(store(), SHOP, table("orders", "total"));
        store().putValues(ORDERS, List.of(NAMES, TOTALS), NOON);

        TableVersion version = store().findTable(ORDERS).orElseThrow();
        store().commit(commit(shop, changed(version, table("orders", "tax"))));

        assertThat(store().values(ORDERS)).containsExactly(NAMES);
    }

    @Test
    default void valuesAndTheirEventsGoWithTheirSourceAndNobodyElses() {
        SourceId other = new SourceId("other");
        fill(store(), SHOP, table("orders"));
        fill(store(), other, table("orders"));
        store().putValues(ORDERS, List.of(NAMES), NOON);
        store().putValues(TableRef.of("other", "orders"), List.of(NAMES), NOON);

        store().removeSource(SHOP, NOON);
        fill(store(), SHOP, table("orders"));

        assertThat(store().values(ORDERS)).isEmpty();
        assertThat(store().listValues(SHOP)).isEmpty();
        assertThat(store().values(TableRef.of("other", "orders"))).containsExactly(NAMES);
        assertThat(store().events(0, 100).stream().filter(ValuesProfiled.class::isInstance))
                .extracting(event -> ((ValuesProfiled) event).ref().source())
                .containsExactly(other);
    }

    @Test
    default void whatWasLearnedCanBeForgotten() {
        fill(store(), SHOP, table("orders"));
        store().putValues(ORDERS, List.of(NAMES), NOON);
        long before = store().lastSequence();

        assertThat(store().removeValues(ORDERS, NOON)).isTrue();
        assertThat(store().removeValues(ORDERS, NOON)).isFalse();

        assertThat(store().listValues(SHOP)).isEmpty();
        assertThat(store().events(before, 10)).hasSize(1);
    }
}
