package dev.schemaregistry.server.rest;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Views;
import io.javalin.config.RoutesConfig;
import io.javalin.http.sse.SseClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event log as server-sent events (HTML Standard, 9.2): each event once, in order, with its place in the log as {@code id}, so that a
 * client that comes back with {@code Last-Event-ID} misses nothing. Also sees what other processes wrote. Thread-safe.
 */
final class ChangeFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final int MOST_CLIENTS = 200;
    private static final int BATCH = 200;
    private static final long LOOK_EVERY_MILLIS = 200;
    private static final long LOOKS_BETWEEN_SIGNS = 75;

    private final SchemaRegistry registry;
    private final Map<SseClient, Long> positions = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(ChangeFeed::thread);
    private long looks;

    ChangeFeed(SchemaRegistry registry) {
        this.registry = requireNonNull(registry, "registry");
    }

    void addTo(RoutesConfig routes) {
        routes.sse("/api/v1/changes/feed", this::open, Needs.READ);
        Future<?> unused =
                looking.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void open(SseClient client) {
        if (positions.size() >= MOST_CLIENTS) {
            client.sendEvent("problem", "too many clients listen already");
            return;
        }
        client.keepAlive();
        client.onClose(() -> positions.remove(client));
        positions.put(client, since(client));
    }

    /** From where the client was, or from now on. */
    private long since(SseClient client) {
        return Optional.ofNullable(client.ctx().header("Last-Event-ID"))
                .or(() -> Optional.ofNullable(client.ctx().queryParam("since")))
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElseGet(registry::lastSequence);
    }

    private void look() {
        if (positions.isEmpty()) {
            return;
        }
        try {
            long last = registry.lastSequence();
            looks++;
            for (SseClient client : List.copyOf(positions.keySet())) {
                send(client, last);
            }
        } catch (RegistryException broken) {
            LOG.warn("the change feed could not be read: {}", broken.getMessage());
        }
    }

    private void send(SseClient client, long last) {
        Long at = positions.get(client);
        if (at == null || client.terminated()) {
            positions.remove(client);
            return;
        }
        if (at >= last) {
            // A sign of life tells a client that went from one that only listens.
            if (looks % LOOKS_BETWEEN_SIGNS == 0) {
                client.sendComment("still here");
            }
            return;
        }
        for (RegistryEvent event : registry.changesSince(at, BATCH)) {
            client.sendEvent(
                    event.getClass().getSimpleName(),
                    JsonText.compact(Views.event(event)),
                    String.valueOf(event.sequence()));
            positions.computeIfPresent(client, (same, before) -> event.sequence());
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "change-feed");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        looking.shutdownNow();
        positions.keySet().forEach(SseClient::close);
        positions.clear();
    }
}
