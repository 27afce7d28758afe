package dev.schemaregistry.testkit;

import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.added;
import static dev.schemaregistry.testkit.StoreSamples.changed;
import static dev.schemaregistry.testkit.StoreSamples.commit;
import static dev.schemaregistry.testkit.StoreSamples.fill;
import static dev.schemaregistry.testkit.StoreSamples.source;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.error.ConflictException;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a store promises when several threads use it at once. */
public interface StoreConcurrencyContract extends StoreUnderTest {
    @Test
    default void racingWritersLoseNothingAndLeaveNoGap() throws Exception {
        int writers = 4;
        int wins = 10;
        TableRef ref = TableRef.of("shop", "orders");
        fill(store(), SHOP, table("orders"));
        AtomicInteger fields = new AtomicInteger();
        atOnce(writers, writer -> () -> {
            for (int i = 0; i < wins; i++) {
                untilWon(() -> {
                    DataSource seen = store().findSource(SHOP).orElseThrow();
                    TableVersion before = store().findTable(ref).orElseThrow();
                    store().commit(commit(seen, changed(before, table("orders", "f" + fields.incrementAndGet()))));
                });
            }
            return null;
        });
        int total = 1 + writers * wins;
        assertThat(store().listVersions(ref))
                .extracting(TableVersion::revision)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, total).boxed().toList());
        assertThat(store().findSource(SHOP).orElseThrow().revision()).isEqualTo(total);
        assertThat(store().events(0, 1000)).hasSize(total + 1);
    }

    @Test
    default void aReaderOfTheLogMissesNothingWhileOthersWrite() throws Exception {
        int writers = 4;
        int commits = 15;
        AtomicInteger running = new AtomicInteger(writers);
        List<RegistryEvent> seen = new ArrayList<>();
        atOnce(
                writers + 1,
                worker -> worker == writers
                        ? reading(seen, running)
                        : () -> {
                            SourceId id = new SourceId("s" + worker);
                            try {
                                store().putSource(source(id));
                                for (int i = 0; i < commits; i++) {
                                    store().commit(commit(
                                            store().findSource(id).orElseThrow(),
                                            added(id, table("a" + i)),
                                            added(id, table("b" + i))));
                                }
                            } finally {
                                running.decrementAndGet();
                            }
                            return null;
                        });
        assertThat(seen).isEqualTo(store().events(0, 10_000));
        assertThat(seen).hasSize(writers * (1 + 2 * commits));
    }

    private static void untilWon(Runnable commit) {
        while (true) {
            try {
                commit.run();
                return;
            } catch (ConflictException lost) {
                Thread.onSpinWait();
            }
        }
    }

    private Callable<Void> reading(List<RegistryEvent> seen, AtomicInteger running) {
        return () -> {
            boolean last = false;
            while (!last) {
                last = running.get() == 0;
                seen.addAll(store().events(
                                seen.isEmpty() ? 0 : seen.get(seen.size() - 1).sequence(), 7));
                last &= seen.isEmpty() || seen.get(seen.size() - 1).sequence() == store().lastSequence();
            }
            return null;
        };
    }

    /** A worker's number to what it does. */
    interface Worker {
        Callable<Void> of(int number);
    }

    private static void atOnce(int workers, Worker worker) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            List<Future<Void>> results = threads.invokeAll(
                    IntStream.range(0, workers).mapToObj(worker::of).toList());
            for (Future<Void> result : results) {
                result.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
