package dev.schemaregistry.testkit;

import static dev.schemaregistry.testkit.StoreSamples.NOON;
import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.added;
import static dev.schemaregistry.testkit.StoreSamples.changed;
import static dev.schemaregistry.testkit.StoreSamples.commit;
import static dev.schemaregistry.testkit.StoreSamples.fill;
import static dev.schemaregistry.testkit.StoreSamples.removed;
import static dev.schemaregistry.testkit.StoreSamples.source;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.event.RegistryEvent.OntologyChanged;
import dev.schemaregistry.event.RegistryEvent.TableChanged;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.spi.AuditEntry;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a store promises about the event log, listeners, the ontology and the audit trail. */
public interface StoreEventsContract extends StoreUnderTest {
    @Test
    default void everyVersionHasItsEventWithItsChanges() {
        fill(store(), SHOP, table("orders"), table("customers"));
        TableVersion first = store().findTable(TableRef.of("shop", "orders")).orElseThrow();
        List<RegistryEvent> returned = new ArrayList<>();
        returned.addAll(store().commit(commit(
                store().findSource(SHOP).orElseThrow(), changed(first, table("orders", "total", "tax")))));
        TableVersion second = store().findTable(first.ref()).orElseThrow();
        returned.addAll(store().commit(commit(store().findSource(SHOP).orElseThrow(), removed(second))));

        List<RegistryEvent> logged = store().events(3, 10);
        assertThat(logged).isEqualTo(returned);
        TableChanged change = (TableChanged) logged.get(0);
        assertThat(change.changes()).hasSize(2);
        assertThat(change.version()).isEqualTo(second.version());
        assertThat(change.at()).isEqualTo(NOON.truncatedTo(ChronoUnit.MILLIS));
        assertThat(((TableChanged) logged.get(1)).removed()).isTrue();
        assertThat(((TableChanged) store().events(1, 1).get(0)).changes())
                .isEqualTo(added(SHOP, table("orders")).changes());
    }

    @Test
    default void eventsComeInOrderAndInPages() {
        fill(store(), SHOP, table("a"), table("b"), table("c"), table("d"));
        assertThat(store().lastSequence()).isEqualTo(5);
        List<RegistryEvent> all = store().events(0, 100);
        assertThat(all).extracting(RegistryEvent::sequence).containsExactly(1L, 2L, 3L, 4L, 5L);
        List<RegistryEvent> paged = new ArrayList<>();
        for (long at = 0; paged.size() < 5; at = paged.get(paged.size() - 1).sequence()) {
            paged.addAll(store().events(at, 2));
        }
        assertThat(paged).isEqualTo(all);
        assertThat(store().events(5, 10)).isEmpty();
    }

    @Test
    default void eventsOfOneCommitStandTogether() {
        store().putSource(source(SHOP));
        DataSource registered = store().findSource(SHOP).orElseThrow();
        List<RegistryEvent> events =
                store().commit(commit(registered, added(SHOP, table("b")), added(SHOP, table("a"))));
        assertThat(events)
                .extracting(event -> ((TableChanged) event).ref().table().name())
                .containsExactly("b", "a");
        assertThat(events).extracting(RegistryEvent::sequence).containsExactly(2L, 3L);
    }

    @Test
    default void everyListenerHasItsOwnPosition() {
        assertThat(store().position("index")).isZero();
        store().putPosition("index", 7);
        store().putPosition("webhook", 3);
        store().putPosition("index", 9);
        assertThat(store().position("index")).isEqualTo(9);
        assertThat(store().position("webhook")).isEqualTo(3);
    }

    @Test
    default void entitiesAreKeptSortedAndEveryChangeIsLogged() {
        OntologyEntity customer = new OntologyEntity(
                "Customer",
                Optional.of("who \"buys\""),
                List.of("client", "buyer"),
                List.of(TableRef.of("shop", "customers"), TableRef.of("crm", "sales.accounts")));
        OntologyEntity account = new OntologyEntity("Account", Optional.empty(), List.of(), List.of());
        store().putEntity(customer, NOON);
        store().putEntity(account, NOON);
        store().putEntity(customer, NOON.plusSeconds(1));
        assertThat(store().listEntities()).containsExactly(account, customer);
        OntologyEntity renamed = new OntologyEntity("Account", Optional.of("who pays"), List.of(), List.of());
        store().putEntity(renamed, NOON);
        assertThat(store().removeEntity("Customer", NOON)).isTrue();
        assertThat(store().removeEntity("Customer", NOON)).isFalse();
        assertThat(store().listEntities()).containsExactly(renamed);
        assertThat(store().events(0, 10))
                .extracting(event -> ((OntologyChanged) event).entity() + ' ' + ((OntologyChanged) event).removed())
                .containsExactly("Customer false", "Account false", "Account false", "Customer true");
    }

    @Test
    default void theAuditTrailIsReadNewestFirst() {
        for (int i = 1; i <= 3; i++) {
            store().audit(new AuditEntry(
                    NOON.truncatedTo(ChronoUnit.MILLIS), "cli:alice", "source.add", "shop", "entry " + i));
        }
        assertThat(store().listAudit(2)).extracting(AuditEntry::detail).containsExactly("entry 3", "entry 2");
        assertThat(store().listAudit(10).get(0).at()).isEqualTo(NOON.truncatedTo(ChronoUnit.MILLIS));
    }
}
