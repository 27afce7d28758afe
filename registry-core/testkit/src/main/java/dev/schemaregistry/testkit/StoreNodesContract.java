package dev.schemaregistry.testkit;

import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.added;
import static dev.schemaregistry.testkit.StoreSamples.commit;
import static dev.schemaregistry.testkit.StoreSamples.fill;
import static dev.schemaregistry.testkit.StoreSamples.source;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a store promises when several programs have it open. */
public interface StoreNodesContract extends StoreUnderTest {
    /** A place that is seen late would be lost to whoever follows by the last place seen. */
    @Test
    default void aReaderOnAnotherNodeSkipsNoEventOfConcurrentWriters() throws Exception {
        int writers = 4;
        int commits = 12;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<RegistryEvent> seen = new ArrayList<>();
        List<RegistryStore> nodes = List.of(store(), another());
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                SourceId id = new SourceId("s" + writer);
                RegistryStore node = nodes.get(writer % 2);
                work.add(threads.submit(() -> write(node, id, commits)));
            }
            boolean last = false;
            while (!last) {
                last = work.stream().allMatch(Future::isDone);
                seen.addAll(another().events(last(seen), 5));
                last &= last(seen) == store().lastSequence();
            }
            for (Future<?> each : work) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(seen)
                .extracting(RegistryEvent::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, writers * (1 + 2L * commits))
                        .boxed()
                        .toList());
        assertThat(seen).isEqualTo(store().events(0, 10_000));
    }

    @Test
    default void whoWatchesIsHintedAtEvents() throws Exception {
        CountDownLatch hinted = new CountDownLatch(1);
        Watch watch = store().watchEvents(hinted::countDown);
        fill(store(), SHOP, table("orders"));
        assertThat(hinted.await(10, TimeUnit.SECONDS)).isTrue();
        watch.close();
    }

    private static void write(RegistryStore node, SourceId id, int commits) {
        node.putSource(source(id));
        for (int i = 0; i < commits; i++) {
            node.commit(
                    commit(node.findSource(id).orElseThrow(), added(id, table("a" + i)), added(id, table("b" + i))));
        }
    }

    private static long last(List<RegistryEvent> seen) {
        return seen.isEmpty() ? 0 : seen.get(seen.size() - 1).sequence();
    }
}
