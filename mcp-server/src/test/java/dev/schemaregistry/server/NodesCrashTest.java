package dev.schemaregistry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.spi.Lease;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.store.jdbc.RegistryStores;
import dev.schemaregistry.store.jdbc.Soundness;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import dev.schemaregistry.watch.WatchNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes watch the sources of one registry; one that holds leases is killed at a random moment, again and again. The other one
 * takes over, and nothing that was once read from the registry is lost or comes twice.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class NodesCrashTest {
    /** {@code -Dnodes.kills=30} for more; figures go to {@code target/nodes-crash.txt}. */
    private static final int KILLS = Integer.getInteger("nodes.kills", 3);

    private static final int SOURCES = 4;
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final Random random = new Random(11);
    private final List<Duration> takeovers = new ArrayList<>();
    private final List<Duration> restarts = new ArrayList<>();
    private final Map<TableRef, List<TableVersion>> acknowledged = new HashMap<>();
    private final List<RegistryEvent> followed = new ArrayList<>();
    private String url = "";

    @Test
    void whoeverHoldsTheLeasesMayDieAtAnyMoment() throws Exception {
        url = EmbeddedPostgresServer.shared().createDatabase().uri("postgres");
        try (RegistryStore store = RegistryStores.open(url, Clock.systemUTC())) {
            register(SchemaRegistry.initRegistry(store, Clock.systemUTC()));
            Map<String, NodeProcess> nodes = new TreeMap<>();
            try {
                nodes.put("a", NodeProcess.start("a", url, folder, LEASE.toSeconds() + "s"));
                nodes.put("b", NodeProcess.start("b", url, folder, LEASE.toSeconds() + "s"));
                awaitShared(store, nodes);
                for (int kill = 0; kill < KILLS; kill++) {
                    killAndLookAfter(store, nodes, kill);
                }
            } finally {
                nodes.values().forEach(NodeProcess::close);
            }
            assertWhole(store);
        }
        report();
    }

    private void register(SchemaRegistry registry) {
        for (int i = 0; i < SOURCES; i++) {
            Path file = SampleShop.execute(file(i), "CREATE TABLE t (id INTEGER)");
            registry.upsertDataSource(
                    new SourceId("s" + i),
                    "sqlite",
                    "sqlite:" + file,
                    Optional.empty(),
                    Map.of("path", file.toString(), "interval", "1s"));
        }
    }

    private Path file(int source) {
        return folder.resolve("s" + source + ".db");
    }

    private void killAndLookAfter(RegistryStore store, Map<String, NodeProcess> nodes, int kill) throws Exception {
        NodeProcess victim = holder(store, nodes, new SourceId("s" + random.nextInt(SOURCES)));
        changeAll("before" + kill);
        LockSupport.parkNanos((long) (random.nextDouble() * MOST_NANOS));
        noteAcknowledged(store);
        victim.kill();
        long killed = System.nanoTime();
        changeAll("after" + kill);
        NodeProcess survivor = nodes.values().stream()
                .filter(node -> !node.equals(victim))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < SOURCES; i++) {
            String path = "/api/v1/tables/s" + i + ".t";
            await().atMost(PATIENCE).until(() -> survivor.get(path).contains("\"after" + kill + '"'));
        }
        takeovers.add(Duration.ofNanos(System.nanoTime() - killed));
        NodeProcess again = NodeProcess.start(victim.name(), url, folder, LEASE.toSeconds() + "s");
        nodes.put(victim.name(), again);
        restarts.add(again.untilAnswered());
        awaitShared(store, nodes);
        follow(store);
    }

    private void changeAll(String column) {
        for (int i = 0; i < SOURCES; i++) {
            SampleShop.execute(file(i), "ALTER TABLE t ADD COLUMN " + column + " TEXT");
        }
    }

    private static NodeProcess holder(RegistryStore store, Map<String, NodeProcess> nodes, SourceId source) {
        Lease lease = WatchNode.watchers(store.leases()).get(source);
        return nodes.values().stream()
                .filter(node -> lease != null && node.isOwner(lease.owner()))
                .findFirst()
                .orElseGet(() -> nodes.values().iterator().next());
    }

    private static void awaitShared(RegistryStore store, Map<String, NodeProcess> nodes) {
        await().atMost(PATIENCE)
                .until(() -> nodes.values().stream()
                        .allMatch(node -> WatchNode.watchers(store.leases()).values().stream()
                                        .filter(lease -> node.isOwner(lease.owner()))
                                        .count()
                                == SOURCES / nodes.size()));
    }

    /** What anybody has read may have been acted on. */
    private void noteAcknowledged(RegistryStore store) {
        for (DataSource source : store.listSources()) {
            TableRef ref = TableRef.of(source.id().value(), "t");
            acknowledged.put(ref, store.listVersions(ref));
        }
        follow(store);
    }

    private void follow(RegistryStore store) {
        long after = followed.isEmpty() ? 0 : followed.get(followed.size() - 1).sequence();
        followed.addAll(store.events(after, Integer.MAX_VALUE));
    }

    private void assertWhole(RegistryStore store) {
        follow(store);
        assertThat(followed).isEqualTo(store.events(0, Integer.MAX_VALUE));
        assertThat(followed)
                .extracting(RegistryEvent::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, store.lastSequence()).boxed().toList());
        acknowledged.forEach((ref, versions) -> {
            List<TableVersion> now = store.listVersions(ref);
            assertThat(now).startsWith(versions.toArray(TableVersion[]::new));
            assertThat(now)
                    .extracting(TableVersion::revision)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, now.size()).boxed().toList());
            assertThat(now.get(now.size() - 1).table().fields()).hasSize(1 + 2 * KILLS);
        });
        assertThat(Soundness.check(url, reference -> {
                            throw new IllegalStateException("no secret is referred to");
                        })
                        .findings())
                .isEmpty();
    }

    private void report() throws Exception {
        String text = KILLS + " kills, lease " + LEASE.toMillis() + " ms, sources looked at each second%n"
                + "a change made after a kill, to its version, of all sources: " + figures(takeovers) + "%n"
                + "start of a node to its first answer: " + figures(restarts) + "%n";
        Files.writeString(Path.of("target", "nodes-crash.txt"), String.format(text));
    }

    private static String figures(List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        return "median " + sorted.get(sorted.size() / 2).toMillis() + " ms, worst "
                + sorted.get(sorted.size() - 1).toMillis() + " ms";
    }
}
