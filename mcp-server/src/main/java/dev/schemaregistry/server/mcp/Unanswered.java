package dev.schemaregistry.server.mcp;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts requests without an answer yet. Thread-safe. */
final class Unanswered {
    /** A request whose client has gone is not waited for longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int count;
    private boolean begun;

    void asked() {
        add(1);
    }

    void answered() {
        add(-1);
    }

    private void add(int difference) {
        lock.lock();
        try {
            count += difference;
            begun |= difference < 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the first answer has left. */
    void awaitFirst() throws InterruptedException {
        lock.lock();
        try {
            while (!begun) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns when every request has its answer, or patience or the thread ends. */
    void awaitNone() {
        long nanos = PATIENCE.toNanos();
        lock.lock();
        try {
            while (count > 0 && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
