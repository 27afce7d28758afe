package dev.schemaregistry.registry;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.Watch;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the end of the event log for everybody in this process: when the store hints at something new, and by the clock, since hints get
 * lost. Each who follows is told on a thread of its own, so that a slow one holds up nobody. Thread-safe.
 */
final class EventFollower implements AutoCloseable {
    /** How late an event is seen that no hint told of. */
    static final Duration PAUSE = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(EventFollower.class);
    /** How often the beginning of the log is looked at too. */
    private static final int LOOKS_BETWEEN_ORIGINS = 20;

    private final RegistryStore store;
    private final Semaphore hints = new Semaphore(0);
    private final Set<Following> followers = ConcurrentHashMap.newKeySet();
    private final MissingPlaces missing;
    private @Nullable Thread thread;
    private @Nullable Watch watch;
    private volatile boolean closed;

    /** What the looking thread alone uses. */
    private Optional<RegistryEvent> first = Optional.empty();

    private long known;
    private long looks;
    private boolean failing;

    EventFollower(RegistryStore store) {
        this.store = requireNonNull(store, "store");
        this.missing = new MissingPlaces(store);
    }

    /** Starts to look with the first one; ends telling this one when the result is closed. */
    synchronized Watch follow(String name, EventLogListener listener) {
        if (thread == null) {
            known = store.lastSequence();
            first = origin();
            watch = store.watchEvents(hints::release);
            thread = new Thread(this::run, "event-log");
            thread.setDaemon(true);
            thread.start();
        }
        Following following = new Following(name, listener);
        followers.add(following);
        following.start();
        return () -> {
            followers.remove(following);
            following.close();
        };
    }

    private void run() {
        try {
            while (!closed) {
                boolean unused = hints.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                hints.drainPermits();
                look();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            long last = store.lastSequence();
            boolean restarted = isAnother(last) || missing.foundSince(known, last);
            known = last;
            failing = false;
            followers.forEach(following -> following.tell(last, restarted));
        } catch (RegistryException failure) {
            if (!failing && !closed) {
                LOG.warn("the event log can't be read: {}", failure.getMessage());
            }
            failing = true;
        } catch (RuntimeException unexpected) {
            LOG.error("looking at the event log failed", unexpected);
        }
    }

    private boolean isAnother(long last) {
        looks++;
        if (last >= known && looks % LOOKS_BETWEEN_ORIGINS != 0) {
            return false;
        }
        Optional<RegistryEvent> now = origin();
        boolean another = last < known || (first.isPresent() && !first.equals(now));
        first = now;
        if (another) {
            LOG.warn("the registry's event log is another than before, at {} after {}; all is read again", last, known);
            missing.forget();
        }
        return another;
    }

    /** The first event is about a source or an entity and stays for good: it tells one log from another. */
    private Optional<RegistryEvent> origin() {
        return store.events(0, 1).stream().findFirst();
    }

    @Override
    public synchronized void close() {
        closed = true;
        Optional.ofNullable(watch).ifPresent(Watch::close);
        Optional.ofNullable(thread).ifPresent(Thread::interrupt);
        followers.forEach(Following::close);
        followers.clear();
    }
}
