package dev.schemaregistry.server.mcp;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Threads for what only reads the registry, taken from one queue, so that what came first is answered first. Only so many of them read
 * at the same time as the machine works on; with more of them every call would wait for all others. The rest are there for what follows,
 * which may wait for a client that reads slowly. Thread-safe.
 */
final class ReadingThreads implements AutoCloseable {
    /** Of which some may wait for slow clients. */
    private static final int MOST = 32;

    private static final int IDLE_SECONDS = 60;

    private final AtomicInteger made = new AtomicInteger();
    private final Semaphore reading;
    private final ThreadPoolExecutor threads;

    /** As many read at a time as there are processors, and one more: while one waits for the store, the processors have work. */
    ReadingThreads() {
        this(1 + Runtime.getRuntime().availableProcessors(), MOST);
    }

    /** So many that read at a time, of so many threads or more. */
    ReadingThreads(int reading, int most) {
        this.reading = new Semaphore(reading, true);
        int size = Math.max(reading, most);
        threads = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "registry-reading-" + made.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Runs to its end, even when nobody waits any more: whoever writes a file must not be interrupted. */
    <T> Mono<T> run(Supplier<T> work) {
        return Mono.create(sink -> {
            try {
                threads.execute(() -> tell(sink, work));
            } catch (RejectedExecutionException closed) {
                sink.error(closed);
            }
        });
    }

    private <T> void tell(MonoSink<T> sink, Supplier<T> work) {
        T result;
        try {
            result = read(work);
        } catch (Throwable failure) {
            // An error of the machine too: the caller would wait for ever.
            sink.error(failure);
            return;
        }
        sink.success(result);
    }

    private <T> T read(Supplier<T> work) {
        reading.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            reading.release();
        }
    }

    /** Takes nothing more; what was taken is run to its end. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
