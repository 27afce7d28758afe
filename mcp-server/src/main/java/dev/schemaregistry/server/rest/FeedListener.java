package dev.schemaregistry.server.rest;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.access.Scope;
import dev.schemaregistry.server.access.Standing;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Views;
import io.javalin.http.sse.SseClient;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Somebody who listens to the change feed, and how far they have heard. Thread-safe; written to by one thread at a time. */
final class FeedListener {
    private static final Logger LOG = LoggerFactory.getLogger(FeedListener.class);
    private static final long JUDGE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SIGN_EVERY_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final int BATCH = 200;

    private final SchemaRegistry registry;
    private final SseClient client;
    private final String principal;
    private final Optional<Standing> standing;
    private final AtomicReference<Place> place;
    private final AtomicBoolean served = new AtomicBoolean();
    private volatile long judged = System.nanoTime();
    private volatile long signed = System.nanoTime();

    /**
     * @param sequence of the last event heard
     * @param restarted whether the log has become another since then, which must be said first
     */
    private record Place(long sequence, boolean restarted) {}

    /**
     * Listens from a place on.
     *
     * @param since the place; one behind the end belongs to a log that is no more
     * @param last the end of the log
     */
    FeedListener(SchemaRegistry registry, SseClient client, String principal, long since, long last) {
        this.registry = requireNonNull(registry, "registry");
        this.client = requireNonNull(client, "client");
        this.principal = requireNonNull(principal, "principal");
        this.standing = Standing.find(client.ctx().attribute(Standing.ATTRIBUTE));
        this.place = new AtomicReference<>(new Place(Math.min(since, last), since > last));
    }

    String principal() {
        return principal;
    }

    boolean isOver() {
        return client.terminated();
    }

    /** Places before are of another log: whoever listens must read the registry anew, and goes on from the end of this one. */
    void restart(long last) {
        place.set(new Place(last, true));
    }

    /** Whether there is something to do up to that event; then it is the caller's, who has it done by {@link #serve} or calls {@link #end}. */
    boolean begin(long last) {
        return (isBehind(last) || isDue(judged, JUDGE_EVERY_NANOS)) && served.compareAndSet(false, true);
    }

    /** Gives up what was begun. */
    void end() {
        served.set(false);
    }

    private boolean isBehind(long last) {
        Place now = place.get();
        return now.restarted() || now.sequence() < last;
    }

    private static boolean isDue(long since, long every) {
        return System.nanoTime() - since > every;
    }

    /** Writes what there is up to that event; waits for a client that reads slowly. */
    void serve(long last) {
        try {
            if (isDue(judged, JUDGE_EVERY_NANOS) && !isAllowed()) {
                client.sendEvent("problem", "the credential no longer allows to listen");
                client.close();
                return;
            }
            tell(last);
        } catch (RegistryException unreadable) {
            LOG.warn("the log can't be told at the moment: {}", unreadable.getMessage());
        } catch (RuntimeException broken) {
            LOG.debug("a listener went: {}", broken.getMessage());
            client.close();
        } finally {
            end();
        }
    }

    /** Who may read no longer, since a key was taken away or a token expired, hears no more. */
    private boolean isAllowed() {
        long now = System.nanoTime();
        boolean allowed = standing.filter(one -> one.may(Scope.READ)).isPresent();
        if (allowed) {
            judged = now;
        }
        return allowed;
    }

    private void tell(long last) {
        Place at = place.get();
        if (at.restarted()) {
            client.sendEvent("LogRestarted", "{}", String.valueOf(at.sequence()));
            Place told = new Place(at.sequence(), false);
            if (!place.compareAndSet(at, told)) {
                return;
            }
            at = told;
        }
        if (at.sequence() < last) {
            events(at);
        } else if (isDue(signed, SIGN_EVERY_NANOS)) {
            signed = System.nanoTime();
            // Tells a client that went from one that only listens.
            client.sendComment("still here");
        }
    }

    /** Stops where the log has become another meanwhile, and to be judged again while a client reads slowly. */
    private void events(Place from) {
        Place at = from;
        for (RegistryEvent event : registry.changesSince(from.sequence(), BATCH)) {
            if (client.terminated() || isDue(judged, JUDGE_EVERY_NANOS)) {
                return;
            }
            client.sendEvent(
                    event.getClass().getSimpleName(),
                    JsonText.compact(Views.event(event)),
                    String.valueOf(event.sequence()));
            Place next = new Place(event.sequence(), false);
            if (!place.compareAndSet(at, next)) {
                return;
            }
            at = next;
        }
    }
}
