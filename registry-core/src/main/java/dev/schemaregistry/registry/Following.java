package dev.schemaregistry.registry;

import dev.schemaregistry.error.RegistryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One who follows the log, with a thread of its own; looks that come while it is busy are told as one. Thread-safe. */
final class Following implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    private final EventLogListener listener;
    private final Thread thread;

    /** Guards all that follows. */
    private final Object state = new Object();

    private boolean looked;
    private long last;
    private boolean restarted;
    private boolean closed;

    private record News(long last, boolean restarted) {}

    Following(String name, EventLogListener listener) {
        this.listener = listener;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void tell(long place, boolean another) {
        synchronized (state) {
            looked = true;
            last = place;
            restarted |= another;
            state.notifyAll();
        }
    }

    private void run() {
        try {
            while (true) {
                hand(await());
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private News await() throws InterruptedException {
        synchronized (state) {
            while (!looked && !closed) {
                state.wait();
            }
            if (closed) {
                throw new InterruptedException("closed");
            }
            News news = new News(last, restarted);
            looked = false;
            restarted = false;
            return news;
        }
    }

    private void hand(News news) {
        try {
            if (news.restarted()) {
                listener.restarted();
            }
            listener.looked(news.last());
        } catch (RegistryException failure) {
            tellAgain(news);
            LOG.warn("{} could not follow the event log: {}", thread.getName(), failure.getMessage());
        } catch (RuntimeException failure) {
            LOG.error("{} failed to follow the event log", thread.getName(), failure);
        }
    }

    /** A listener that could not start again has still to. */
    private void tellAgain(News news) {
        synchronized (state) {
            restarted |= news.restarted();
        }
    }

    @Override
    public void close() {
        synchronized (state) {
            closed = true;
            state.notifyAll();
        }
    }
}
