package dev.schemaregistry.server.rest;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.registry.EventLogListener;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.access.Principal;
import dev.schemaregistry.spi.Watch;
import io.javalin.config.RoutesConfig;
import io.javalin.http.sse.SseClient;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event log as server-sent events (HTML Standard, 9.2): each event once, in order, with its place in the log as {@code id}, so that a
 * client that comes back with {@code Last-Event-ID} misses nothing. Also sees what other processes and nodes wrote. Each listener is
 * written to on a thread of its own while there is something to write, so that one that does not read holds up nobody else. Thread-safe.
 */
final class ChangeFeed implements AutoCloseable, EventLogListener {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final int MOST_CLIENTS = 200;
    private static final int MOST_OF_ONE = 100;
    private static final int IDLE_SECONDS = 60;

    private final SchemaRegistry registry;
    private final Map<SseClient, FeedListener> listeners = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private final ThreadPoolExecutor senders = new ThreadPoolExecutor(
            0, MOST_CLIENTS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
    private Optional<Watch> following = Optional.empty();

    ChangeFeed(SchemaRegistry registry) {
        this.registry = requireNonNull(registry, "registry");
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "change-feed-" + made.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    void addTo(RoutesConfig routes) {
        routes.sse("/api/v1/changes/feed", this::open, Needs.READ);
        following = Optional.of(registry.follow("change-feed", this));
    }

    private void open(SseClient client) {
        Principal caller = client.ctx().attribute(Principal.ATTRIBUTE);
        String principal = caller == null ? "" : caller.name();
        long own = listeners.values().stream()
                .filter(other -> other.principal().equals(principal))
                .count();
        if (listeners.size() >= MOST_CLIENTS || own >= MOST_OF_ONE) {
            client.sendEvent("problem", "too many clients listen already");
            return;
        }
        long last = registry.lastSequence();
        client.keepAlive();
        client.onClose(() -> listeners.remove(client));
        FeedListener listener = new FeedListener(registry, client, principal, since(client, last), last);
        listeners.put(client, listener);
        long now = registry.lastSequence();
        if (now < last) {
            listener.restart(now);
        }
    }

    /** From where the client was, or from now on. */
    private static long since(SseClient client, long last) {
        return Optional.ofNullable(client.ctx().header("Last-Event-ID"))
                .or(() -> Optional.ofNullable(client.ctx().queryParam("since")))
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(last);
    }

    @Override
    public void looked(long last) {
        listeners.forEach((client, listener) -> {
            if (listener.isOver()) {
                listeners.remove(client);
            } else if (listener.begin(last)) {
                hand(listener, last);
            }
        });
    }

    private void hand(FeedListener listener, long last) {
        boolean handed = false;
        try {
            senders.execute(() -> listener.serve(last));
            handed = true;
        } catch (RejectedExecutionException busy) {
            LOG.debug("nobody is free to write to a listener; it is written to at the next look");
        } finally {
            if (!handed) {
                listener.end();
            }
        }
    }

    /** Places before are of another log. */
    @Override
    public void restarted() {
        long last = registry.lastSequence();
        listeners.values().forEach(listener -> listener.restart(last));
    }

    @Override
    public void close() {
        following.ifPresent(Watch::close);
        senders.shutdown();
        listeners.keySet().forEach(SseClient::close);
        listeners.clear();
    }
}
