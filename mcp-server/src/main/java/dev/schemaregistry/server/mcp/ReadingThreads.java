package dev.schemaregistry.server.mcp;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Threads for what only reads the registry. They are so few that the machine works on each, and have one queue, so that what came first
 * is answered first; with more of them every call would wait for all others. Thread-safe.
 */
final class ReadingThreads implements AutoCloseable {
    private static final int IDLE_SECONDS = 60;

    /** Many more than clients that do not read what they asked for. */
    private static final int MOST_SENDING = 250;

    private static final int MOST_WAITING = 100_000;

    private final Scheduler senders =
            Schedulers.newBoundedElastic(MOST_SENDING, MOST_WAITING, "mcp-answers", IDLE_SECONDS, true);
    private final AtomicInteger made = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    ReadingThreads() {
        // While one waits for the store, the processors have work.
        int most = 1 + Runtime.getRuntime().availableProcessors();
        threads = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "registry-reading-" + made.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Runs to its end, even when nobody waits any more: whoever writes a file must not be interrupted. What follows is done on other
     * threads, since it may wait for a client that reads slowly.
     */
    <T> Mono<T> run(Supplier<T> work) {
        Mono<T> result = Mono.create(sink -> {
            try {
                threads.execute(() -> {
                    try {
                        sink.success(work.get());
                    } catch (Throwable failure) {
                        sink.error(failure);
                    }
                });
            } catch (RejectedExecutionException closed) {
                sink.error(closed);
            }
        });
        return result.publishOn(senders);
    }

    /** Takes nothing more; what was taken is run to its end, and told to nobody. */
    @Override
    public void close() {
        threads.shutdown();
        senders.dispose();
    }
}
