package dev.schemaregistry.connector.mongodb;

import static java.util.Objects.requireNonNull;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.spi.ChangeListener;
import dev.schemaregistry.spi.Watch;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a {@link ChangeStream} open, and opens it again after a loss, until closed. */
final class MongoWatch implements Watch {
    private static final Logger LOG = LoggerFactory.getLogger(MongoWatch.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** What a server before 6.0 says of the option for expanded events: unknown, or not parsed. */
    private static final Set<Integer> NO_EXPANDED_EVENTS = Set.of(9, 72, 40_415);

    /** The token lies before the oldest entry, or what it belongs to is gone. */
    private static final Set<Integer> NO_WAY_BACK = Set.of(260, 280, 286);

    private static final int NO_REPLICA_SET = 40_573;

    private enum State {
        NEW,
        STANDING,
        LOST
    }

    private final String place;
    private final MongoConnections connections;
    private final ChangeListener listener;
    private final ScheduledExecutorService thread;
    private final ChangeStream stream;
    private volatile boolean closed;

    // Both belong to the one thread.
    private State state = State.NEW;
    private Duration pause = SHORTEST_PAUSE;

    MongoWatch(String place, MongoConnections connections, ChangeListener listener) {
        this.place = requireNonNull(place, "place");
        this.connections = requireNonNull(connections, "connections");
        this.listener = requireNonNull(listener, "listener");
        stream = new ChangeStream(connections.settings().database());
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "mongodb-watch");
            made.setDaemon(true);
            return made;
        });
    }

    void start() {
        thread.execute(this::listen);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        thread.shutdownNow();
    }

    private void listen() {
        try (MongoClient client = connections.open()) {
            while (!closed) {
                stream.listen(client, this::standing, () -> tell(listener::changed), () -> closed);
            }
        } catch (MongoException e) {
            after(e);
        } catch (RegistryException e) {
            lost(e.getMessage());
        } catch (RuntimeException e) {
            // A client that was closed meanwhile, or an answer that is no BSON: never a reason to fall silent.
            LOG.debug(
                    "{}: the change stream ended with a {}", place, e.getClass().getSimpleName());
            lost("the change stream of " + place + " broke off; it is opened again");
        }
    }

    private void standing() {
        pause = SHORTEST_PAUSE;
        if (state != State.STANDING) {
            state = State.STANDING;
            tell(listener::restored);
        }
    }

    private void after(MongoException failure) {
        if (failure instanceof MongoCommandException
                && NO_EXPANDED_EVENTS.contains(failure.getCode())
                && stream.doWithoutExpandedEvents()) {
            again(Duration.ZERO);
            return;
        }
        if (NO_WAY_BACK.contains(failure.getCode())) {
            stream.forget();
        }
        lost(reason(failure));
    }

    private String reason(MongoException failure) {
        if (failure.getCode() == NO_REPLICA_SET) {
            return place + " tells no changes: it is no replica set; make it one, or rely on the interval";
        }
        String advice = MongoFailures.isDenied(failure)
                ? "grant the role read on what is watched"
                : "it is tried again, and the interval goes on";
        return "the change stream of " + place + " broke: " + MongoFailures.sentence(failure) + "; " + advice;
    }

    private void lost(String reason) {
        if (state != State.LOST) {
            state = State.LOST;
            tell(() -> listener.lost(reason));
        }
        again(pause);
        Duration next = pause.multipliedBy(2);
        pause = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }

    private synchronized void tell(Runnable words) {
        if (!closed) {
            words.run();
        }
    }

    private synchronized void again(Duration delay) {
        if (!closed) {
            Future<?> unused = thread.schedule(this::listen, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
