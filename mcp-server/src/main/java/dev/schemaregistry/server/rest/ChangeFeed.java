package dev.schemaregistry.server.rest;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.registry.EventLogListener;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.access.Principal;
import dev.schemaregistry.server.access.Scope;
import dev.schemaregistry.server.access.Standing;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Views;
import dev.schemaregistry.spi.Watch;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The event log as server-sent events (HTML Standard, 9.2): each event once, in order, with its place in the log as {@code id}, so that a
 * client that comes back with {@code Last-Event-ID} misses nothing. Also sees what other processes and nodes wrote. Thread-safe.
 */
final class ChangeFeed implements AutoCloseable, EventLogListener {
    private static final int MOST_CLIENTS = 200;
    private static final int MOST_OF_ONE = 100;
    private static final long JUDGE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int BATCH = 200;
    private static final long SIGN_EVERY_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final SchemaRegistry registry;
    private final Map<SseClient, Long> positions = new ConcurrentHashMap<>();
    private final Map<SseClient, Listening> listening = new ConcurrentHashMap<>();
    private Optional<Watch> following = Optional.empty();
    private long lastSign = System.nanoTime();
    private long lastJudged = System.nanoTime();

    ChangeFeed(SchemaRegistry registry) {
        this.registry = requireNonNull(registry, "registry");
    }

    void addTo(RoutesConfig routes) {
        routes.sse("/api/v1/changes/feed", this::open, Needs.READ);
        following = Optional.of(registry.follow("change-feed", this));
    }

    /** Somebody who listens. */
    private record Listening(String principal, Optional<Standing> standing) {
        static Listening of(Context context) {
            Principal caller = context.attribute(Principal.ATTRIBUTE);
            return new Listening(
                    caller == null ? "" : caller.name(), Standing.find(context.attribute(Standing.ATTRIBUTE)));
        }

        boolean isAllowed() {
            return standing.filter(one -> one.may(Scope.READ)).isPresent();
        }
    }

    private void open(SseClient client) {
        Listening who = Listening.of(client.ctx());
        long own = listening.values().stream()
                .filter(other -> other.principal().equals(who.principal()))
                .count();
        if (positions.size() >= MOST_CLIENTS || own >= MOST_OF_ONE) {
            client.sendEvent("problem", "too many clients listen already");
            return;
        }
        long last = registry.lastSequence();
        long since = since(client, last);
        client.keepAlive();
        client.onClose(() -> forget(client));
        listening.put(client, who);
        if (since > last) {
            client.sendEvent("LogRestarted", "{}", String.valueOf(last));
        }
        positions.put(client, Math.min(since, last));
    }

    private void forget(SseClient client) {
        positions.remove(client);
        listening.remove(client);
    }

    /** From where the client was, or from now on. */
    private static long since(SseClient client, long last) {
        return Optional.ofNullable(client.ctx().header("Last-Event-ID"))
                .or(() -> Optional.ofNullable(client.ctx().queryParam("since")))
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(last);
    }

    /** A sign of life tells a client that went from one that only listens. */
    @Override
    public void looked(long last) {
        boolean sign = System.nanoTime() - lastSign > SIGN_EVERY_NANOS;
        if (sign) {
            lastSign = System.nanoTime();
        }
        if (System.nanoTime() - lastJudged > JUDGE_EVERY_NANOS) {
            lastJudged = System.nanoTime();
            listening.forEach(this::judge);
        }
        for (SseClient client : List.copyOf(positions.keySet())) {
            send(client, last, sign);
        }
    }

    /** Who may read no longer, since a key was taken away or a token expired, hears no more. */
    private void judge(SseClient client, Listening who) {
        if (!who.isAllowed()) {
            client.sendEvent("problem", "the credential no longer allows to listen");
            client.close();
            forget(client);
        }
    }

    /** Places before are of another log: whoever listens must read the registry anew, and goes on from the end of this one. */
    @Override
    public void restarted() {
        long last = registry.lastSequence();
        positions.replaceAll((client, before) -> last);
        positions.keySet().forEach(client -> client.sendEvent("LogRestarted", "{}", String.valueOf(last)));
    }

    private void send(SseClient client, long last, boolean sign) {
        Long at = positions.get(client);
        if (at == null || client.terminated()) {
            forget(client);
            return;
        }
        if (at >= last) {
            if (sign) {
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

    @Override
    public void close() {
        following.ifPresent(Watch::close);
        positions.keySet().forEach(SseClient::close);
        positions.clear();
        listening.clear();
    }
}
