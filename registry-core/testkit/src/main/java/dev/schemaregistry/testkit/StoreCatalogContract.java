package dev.schemaregistry.testkit;

import static dev.schemaregistry.testkit.StoreSamples.NOON;
import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.added;
import static dev.schemaregistry.testkit.StoreSamples.catalog;
import static dev.schemaregistry.testkit.StoreSamples.fill;
import static dev.schemaregistry.testkit.StoreSamples.read;
import static dev.schemaregistry.testkit.StoreSamples.source;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.change.CanonicalForm;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.event.RegistryEvent.SourceChanged;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.spi.SourceCommit;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a store promises about what a source's engine knows. */
public interface StoreCatalogContract extends StoreUnderTest {
    @Test
    default void aCatalogIsReadAsItWasWritten() {
        DataSource shop = fill(store(), SHOP, table("orders"));
        assertThat(store().findCatalog(SHOP)).isEmpty();
        assertThat(store().findCatalogMark(SHOP)).isEmpty();

        store().commit(with(shop, catalog("first")));

        assertThat(reopen().findCatalog(SHOP)).contains(catalog("first"));
        assertThat(store().findCatalogMark(SHOP)).contains(CanonicalForm.fingerprint(catalog("first")));
        assertThat(store().findCatalog(new SourceId("nobody"))).isEmpty();
    }

    @Test
    default void anotherCatalogReplacesItWithAnEventAndWithoutAVersion() {
        DataSource shop = fill(store(), SHOP, table("orders"));
        TableVersion version = store().findTable(TableRef.of("shop", "orders")).orElseThrow();
        store().commit(with(shop, catalog("first")));
        long before = store().lastSequence();

        assertThat(store().commit(with(shop, catalog("second")))).isEmpty();

        assertThat(store().findCatalog(SHOP)).contains(catalog("second"));
        assertThat(store().events(before, 10))
                .containsExactly(new SourceChanged(
                        before + 1, NOON.truncatedTo(ChronoUnit.MILLIS), SHOP, SourceChanged.Kind.UPDATED));
        assertThat(store().listVersions(TableRef.of("shop", "orders"))).containsExactly(version);
    }

    @Test
    default void aCatalogThatComesWithAVersionIsToldByThat() {
        store().putSource(source(SHOP));
        long before = store().lastSequence();
        DataSource shop = store().findSource(SHOP).orElseThrow();

        List<RegistryEvent> told = store().commit(new SourceCommit(
                read(shop, true), 0, List.of(added(SHOP, table("orders"))), Map.of(), Optional.of(catalog("first"))));

        assertThat(store().events(before, 10)).isEqualTo(told).hasSize(1);
        assertThat(store().findCatalog(SHOP)).contains(catalog("first"));
    }

    @Test
    default void theSameCatalogIsNoEventAndACommitWithoutOneLeavesIt() {
        DataSource shop = fill(store(), SHOP, table("orders"));
        store().commit(with(shop, catalog("first")));
        long before = store().lastSequence();

        store().commit(with(shop, catalog("first")));
        store().commit(new SourceCommit(read(shop, false), shop.revision(), List.of(), Map.of()));

        assertThat(store().findCatalog(SHOP)).contains(catalog("first"));
        assertThat(store().lastSequence()).isEqualTo(before);
    }

    @Test
    default void aCatalogGoesWithItsSourceAndNobodyElses() {
        SourceId other = new SourceId("other");
        store().commit(with(fill(store(), SHOP, table("orders")), catalog("first")));
        store().commit(with(fill(store(), other, table("orders")), EngineCatalog.EMPTY));

        store().removeSource(SHOP, NOON);
        fill(store(), SHOP, table("orders"));

        assertThat(store().findCatalog(SHOP)).isEmpty();
        assertThat(store().findCatalog(other)).contains(EngineCatalog.EMPTY);
    }

    private static SourceCommit with(DataSource source, EngineCatalog catalog) {
        return new SourceCommit(read(source, false), source.revision(), List.of(), Map.of(), Optional.of(catalog));
    }
}
