package dev.schemaregistry.server.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A signal to stop, taken for the wish that it is: what runs is ended in good order, and the exit code is 0. Closed when that is
 * done.
 */
final class Stopping implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop");

    Stopping() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Waits until somebody asks to stop, at most so long. */
    boolean await(Duration most) throws InterruptedException {
        return asked.await(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The machine ends when its hooks have, so this one waits until all is in order. */
    private void stop() {
        asked.countDown();
        try {
            boolean inOrder = done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            // Else the code would be that of the signal, and a supervisor would take a wish for a failure.
            Runtime.getRuntime().halt(inOrder ? 0 : 1);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException underWay) {
            // That is how it came to this.
        }
    }
}
