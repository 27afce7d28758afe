package dev.schemaregistry.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.spi.Lease;
import dev.schemaregistry.spi.LeaseBook;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Watchers of several nodes on one registry. */
@Timeout(120)
class SharedWatchTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration OFTEN = Duration.ofMillis(20);

    private final SchemaRegistry registry = SchemaRegistry.initRegistry(new MemoryStore(), Clock.systemUTC());
    private final LeaseBook leases = registry.store().leases();
    private final AtomicInteger looks = new AtomicInteger();
    private final CountDownLatch asleep = new CountDownLatch(1);
    private final List<IntrospectionResult> results = new CopyOnWriteArrayList<>();
    private volatile boolean sleepy;

    @AfterEach
    void wakeUp() {
        asleep.countDown();
        registry.close();
    }

    /** A source of one table, whose reading may take until it is woken up. */
    private SourceConnector open() {
        return new SourceConnector() {
            @Override
            public Snapshot discover() {
                looks.incrementAndGet();
                if (sleepy) {
                    awaitUninterrupted(asleep);
                }
                Table table = Table.builder(TableName.of("t"), TableKind.TABLE)
                        .fields(List.of(Field.of("f", DataType.string(10))))
                        .build();
                return new Snapshot("fake", "", List.of(table), Map.of(), List.of(), List.of());
            }

            @Override
            public Fingerprint fingerprint() {
                return new Fingerprint("fake", "1");
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException deaf) {
                open = latch.getCount() == 0;
            }
        }
    }

    private Watcher watcher(String node, Duration lookAround, SourceId... only) {
        WatchSettings settings =
                new WatchSettings(Set.of(only), HOUR, WatchPace.DEFAULT, IntrospectionLimits.DEFAULT, lookAround);
        return new Watcher(
                registry,
                source -> open(),
                new IntrospectionService(registry, source -> open(), results::add),
                settings,
                WatchListener.SILENT,
                new WatchNode(node, HOUR));
    }

    private void register(int sources) {
        IntStream.range(0, sources)
                .forEach(i -> registry.upsertDataSource(
                        new SourceId("s" + i), "fake", "fake:" + i, Optional.empty(), Map.of()));
    }

    private long watchedBy(String node) {
        return WatchNode.watchers(leases).values().stream()
                .filter(lease -> lease.owner().equals(node))
                .count();
    }

    @Test
    void everySourceIsReadByOneNodeAndTheSharesAreEven() {
        register(7);
        try (Watcher first = watcher("a", OFTEN);
                Watcher second = watcher("b", OFTEN);
                Watcher third = watcher("c", OFTEN)) {
            first.start();
            await().until(() -> watchedBy("a") == 7);
            second.start();
            third.start();
            await().until(() -> watchedBy("a") + watchedBy("b") + watchedBy("c") == 7
                    && watchedBy("a") <= 3
                    && watchedBy("b") >= 1
                    && watchedBy("c") >= 1);
            await().until(() -> registry.listDataSources().stream().allMatch(source -> source.revision() == 1));
        }
        assertThat(leases.held()).isEmpty();
    }

    @Test
    void aNodeThatDiesIsFollowedByAnotherWhenItsLeaseEnds() {
        register(3);
        Lease dead = leases.take(WatchNode.leaseOf(new SourceId("s1")), "dead", Duration.ofMillis(500))
                .orElseThrow();
        try (Watcher second = watcher("b", OFTEN)) {
            second.start();
            await().until(() -> watchedBy("b") == 3);
            assertThat(WatchNode.watchers(leases).get(new SourceId("s1")).term())
                    .isGreaterThan(dead.term());
            await().until(() -> registry.listDataSources().stream().allMatch(source -> source.revision() == 1));
        }
    }

    /** The first node reads the source and sleeps; meanwhile its lease ends and another node takes it. */
    @Test
    void aNodeThatSleptThroughTheEndOfItsLeaseWritesNothing() {
        register(1);
        sleepy = true;
        SourceId source = new SourceId("s0");
        try (Watcher sleeper = watcher("a", HOUR)) {
            sleeper.start();
            await().until(() -> looks.get() == 1);
            leases.release(WatchNode.watchers(leases).get(source));
            Lease successor = leases.take(WatchNode.leaseOf(source), "b", HOUR).orElseThrow();
            long last = registry.lastSequence();

            asleep.countDown();

            await().until(() -> !results.isEmpty());
            assertThat(results.get(0).failure().map(RegistryException::code)).contains(ErrorCode.LEASE_LOST);
            assertThat(registry.lastSequence()).isEqualTo(last);
            assertThat(registry.getDataSource(source).revision()).isZero();
            assertThat(registry.getDataSource(source).health().lastAttempt()).isEmpty();
            assertThat(WatchNode.watchers(leases).get(source)).isEqualTo(successor);
        }
    }

    /** One that watches named sources only must not make others leave the rest to it. */
    @Test
    void aNodeOfNamedSourcesLeavesNoneUnwatched() {
        register(4);
        try (Watcher one = watcher("named", OFTEN, new SourceId("s0"));
                Watcher all = watcher("all", OFTEN)) {
            one.start();
            all.start();
            await().until(() -> watchedBy("named") == 1 && watchedBy("all") == 3);
        }
    }
}
