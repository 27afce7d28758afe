package dev.schemaregistry.classify.index;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work on a daemon thread, one piece at a time. Thread-safe. */
final class BackgroundJob {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundJob.class);

    private final String name;
    private volatile FutureTask<Boolean> last = nothing();

    BackgroundJob(String name) {
        this.name = name;
    }

    private static FutureTask<Boolean> nothing() {
        FutureTask<Boolean> done = new FutureTask<>(() -> true);
        done.run();
        return done;
    }

    /** Starts the work, unless some is going on. */
    synchronized void start(Runnable work) {
        if (!isRunning()) {
            last = new FutureTask<>(() -> run(work));
            Thread thread = new Thread(last, name);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private boolean run(Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException failure) {
            LOG.warn("{} failed in the background: {}", name, failure.getMessage());
            throw failure;
        }
    }

    boolean isRunning() {
        return !last.isDone();
    }

    /** Waits for the end, at most so long; throws what the work threw, once. */
    void await(Duration most) {
        try {
            last.get(Math.max(0, most.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException goesOn) {
            LOG.debug("{} goes on in the background", name);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            last = nothing();
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(name + " failed", failed.getCause());
        }
    }

    /** Waits for the end, at most so long, whatever comes of it. */
    void finish(Duration most) {
        try {
            await(most);
        } catch (RuntimeException told) {
            LOG.debug("{} had failed: {}", name, told.getMessage());
        }
    }
}
