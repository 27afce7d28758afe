package dev.schemaregistry.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
