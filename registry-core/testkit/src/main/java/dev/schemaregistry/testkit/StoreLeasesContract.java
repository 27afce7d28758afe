package dev.schemaregistry.testkit;

import static dev.schemaregistry.testkit.StoreSamples.NOON;
import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.added;
import static dev.schemaregistry.testkit.StoreSamples.commit;
import static dev.schemaregistry.testkit.StoreSamples.fill;
import static dev.schemaregistry.testkit.StoreSamples.source;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.error.ConflictException;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.spi.AuditEntry;
import dev.schemaregistry.spi.Lease;
import dev.schemaregistry.spi.LeaseBook;
import dev.schemaregistry.spi.RegistryStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a store promises of work that only one node does at a time. */
public interface StoreLeasesContract extends StoreUnderTest {
    /** No test lasts so long. */
    Duration LONG = Duration.ofHours(1);

    /** Ended when it begins. */
    Duration OVER = Duration.ZERO;

    @Test
    default void aLeaseIsOneNodesAlone() {
        Lease first = store().leases().take("work", "a", LONG).orElseThrow();
        assertThat(first.term()).isEqualTo(1);
        assertThat(first.owner()).isEqualTo("a");
        assertThat(another().leases().take("work", "b", LONG)).isEmpty();
        assertThat(store().leases().take("work", "a", LONG)).isEmpty();
        assertThat(another().leases().held()).containsExactly(first);
        assertThat(store().leases().take("other", "b", LONG)).isPresent();
    }

    @Test
    default void aLeaseThatEndedIsTakenWithAHigherTerm() {
        Lease first = take("a", OVER);
        assertThat(store().leases().held()).isEmpty();
        Lease second = another().leases().take("work", "b", LONG).orElseThrow();
        assertThat(second.term()).isGreaterThan(first.term());
        assertThat(store().leases().held()).containsExactly(second);
    }

    @Test
    default void aLeaseThatIsGivenBackIsFreeAtOnce() {
        Lease first = take("a", LONG);
        store().leases().release(first);
        assertThat(store().leases().held()).isEmpty();
        assertThat(store().leases().renew("a", LONG)).isEmpty();
        Lease second = take("b", LONG);
        assertThat(second.term()).isGreaterThan(first.term());
        store().leases().release(first);
        assertThat(store().leases().held()).containsExactly(second);
    }

    @Test
    default void aRenewedLeaseKeepsItsTermAndALostOneIsNotRenewed() {
        LeaseBook leases = store().leases();
        leases.take("first", "a", OVER);
        leases.take("second", "a", Duration.ofMinutes(1));
        leases.take("third", "a", OVER);
        leases.take("third", "b", LONG);
        List<Lease> kept = leases.renew("a", LONG);
        assertThat(kept).extracting(Lease::name).containsExactly("first", "second");
        assertThat(kept).extracting(Lease::term).containsExactly(1L, 1L);
        assertThat(leases.held()).extracting(Lease::owner).containsExactly("a", "a", "b");
        assertThat(kept.get(1).until()).isAfter(kept.get(0).until().minus(Duration.ofMinutes(1)));
    }

    @Test
    default void aLeaseOutlivesTheStoreThatTookIt() {
        Lease taken = take("a", LONG);
        assertThat(reopen().leases().held()).containsExactly(taken);
        assertThat(store().leases().take("work", "b", LONG)).isEmpty();
    }

    @Test
    default void ofManyWhoWantALeaseOneGetsIt() {
        RegistryStore other = another();
        List<Lease> won = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> (i % 2 == 0 ? store() : other).leases().take("work", "n" + i, LONG))
                .flatMap(Optional::stream)
                .toList();
        assertThat(won).hasSize(1);
    }

    @Test
    default void workUnderAHeldLeaseIsWritten() {
        DataSource before = fill(store(), SHOP, table("orders"));
        RegistryStore leased = store().under(take("a", LONG));
        assertThat(leased.commit(commit(before, added(SHOP, table("customers")))))
                .hasSize(1);
        leased.putHealth(SHOP, before.health().failed(NOON, "away"));
        assertThat(store().findSource(SHOP).orElseThrow().health().detail()).isEqualTo("away");
        leased.close();
        assertThat(store().listTableNames(SHOP)).hasSize(2);
    }

    @Test
    default void whoLostTheLeaseWritesNothing() {
        DataSource before = fill(store(), SHOP, table("orders"));
        long last = store().lastSequence();
        RegistryStore late = store().under(take("a", OVER));
        Lease successor = another().leases().take("work", "b", LONG).orElseThrow();
        TableRef orders = TableRef.of("shop", "orders");
        for (ThrowingCallable write : List.<ThrowingCallable>of(
                () -> late.commit(commit(before, added(SHOP, table("customers")))),
                () -> late.putHealth(SHOP, before.health().failed(NOON, "away")),
                () -> late.putSource(source(new SourceId("other"))),
                () -> late.removeSource(SHOP, NOON),
                () -> late.putValues(orders, List.of(), NOON),
                () -> late.audit(new AuditEntry(NOON, "a", "did", "what", "")))) {
            assertThatThrownBy(write)
                    .isInstanceOfSatisfying(
                            ConflictException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LEASE_LOST))
                    .hasMessageContaining("work");
        }
        assertThat(store().lastSequence()).isEqualTo(last);
        assertThat(store().listSources()).containsExactly(before);
        assertThat(store().listTableNames(SHOP)).hasSize(1);
        assertThat(store().listValues(SHOP)).isEmpty();
        assertThat(store().listAudit(10)).isEmpty();
        assertThat(late.listTables(SHOP)).hasSize(1);
        assertThat(store().under(successor).commit(commit(before, added(SHOP, table("customers")))))
                .hasSize(1);
    }

    private Lease take(String owner, Duration length) {
        return store().leases().take("work", owner, length).orElseThrow();
    }
}
