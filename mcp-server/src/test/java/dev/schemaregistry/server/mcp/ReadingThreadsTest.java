package dev.schemaregistry.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How many read at the same time, and what becomes of work that fails or comes too late. */
@Timeout(60)
class ReadingThreadsTest {
    private static final int MOST = 1 + Runtime.getRuntime().availableProcessors();

    private final ReadingThreads threads = new ReadingThreads();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void soManyReadAtTheSameTimeAndNoMore() {
        CyclicBarrier allAtOnce = new CyclicBarrier(MOST);
        AtomicInteger now = new AtomicInteger();
        Supplier<Integer> work = () -> {
            int others = now.incrementAndGet();
            await(allAtOnce);
            now.decrementAndGet();
            return others;
        };
        List<Mono<Integer>> calls =
                IntStream.range(0, 20 * MOST).mapToObj(i -> threads.run(work)).toList();

        assertThat(Flux.merge(Flux.fromIterable(calls), calls.size())
                        .collectList()
                        .block())
                .hasSize(20 * MOST)
                .allMatch(others -> others <= MOST);
    }

    @Test
    void whoWaitsForASlowClientHoldsUpNoReading() {
        CountDownLatch clientReads = new CountDownLatch(1);
        List<Disposable> slow = IntStream.range(0, MOST)
                .mapToObj(i -> threads.run(() -> i).subscribe(answer -> await(clientReads)))
                .toList();

        assertThat(threads.run(() -> "next").block()).isEqualTo("next");

        clientReads.countDown();
        assertThat(slow).hasSize(MOST);
    }

    @Test
    void whatCameFirstIsReadFirst() {
        CountDownLatch free = new CountDownLatch(1);
        List<Integer> read = new CopyOnWriteArrayList<>();
        try (ReadingThreads one = new ReadingThreads(1, 1)) {
            CompletableFuture<Boolean> busy = one.run(() -> await(free)).toFuture();
            List<CompletableFuture<Boolean>> queued = IntStream.range(0, 10)
                    .mapToObj(i -> one.run(() -> read.add(i)).toFuture())
                    .toList();
            assertThat(read).as("no thread is free").isEmpty();

            free.countDown();
            queued.forEach(CompletableFuture::join);
            busy.join();
        }

        assertThat(read)
                .containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
    }

    @Test
    void whatFailsIsTold() {
        Mono<Object> work = threads.run(() -> {
            throw new IllegalArgumentException("no such table");
        });

        assertThatThrownBy(work::block).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsRunToItsEnd() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Disposable caller = threads.run(() -> {
                    begun.countDown();
                    await(left);
                    ended.countDown();
                    return 1;
                })
                .subscribe();
        begun.await();

        caller.dispose();
        threads.close();
        left.countDown();

        ended.await();
    }

    @Test
    void nothingIsTakenOnceItIsClosed() {
        threads.close();

        assertThatThrownBy(() -> threads.run(() -> 1).block()).isInstanceOf(RejectedExecutionException.class);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
