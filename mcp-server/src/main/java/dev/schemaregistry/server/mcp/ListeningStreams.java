package dev.schemaregistry.server.mcp;

import dev.schemaregistry.server.access.Scope;
import dev.schemaregistry.server.access.Standing;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams on which clients hear what the server tells by itself. Each ends when whoever listens may come in no longer, or no longer
 * read what they could read before; their session stays, for a client that comes back with another credential of the same principal.
 * Thread-safe.
 */
final class ListeningStreams {
    private static final Logger LOG = LoggerFactory.getLogger(ListeningStreams.class);
    private static final long JUDGE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<AsyncContext, Listener> open = new ConcurrentHashMap<>();
    private final AtomicBoolean judging = new AtomicBoolean();
    private volatile long judged = System.nanoTime();

    /** @param reads whether they could read when they came; who could not hears nothing of the registry */
    private record Listener(Standing standing, boolean reads) {
        static Listener of(Standing standing) {
            return new Listener(standing, standing.may(Scope.READ));
        }

        boolean isAllowed() {
            return reads ? standing.may(Scope.READ) : standing.isKnown();
        }
    }

    /** Takes note of a request whose answer may go on. */
    void opened(HttpServletRequest request) {
        try {
            if (request.isAsyncStarted()) {
                AsyncContext stream = request.getAsyncContext();
                stream.addListener(new Forgetting(stream));
                Standing.find(request.getAttribute(Standing.ATTRIBUTE))
                        .map(Listener::of)
                        .ifPresent(who -> open.put(stream, who));
            }
        } catch (IllegalStateException alreadyOver) {
            LOG.debug("a stream ended as soon as it was opened: {}", alreadyOver.getMessage());
        }
    }

    /** Ends those that nobody may listen to any more, once in a while. May wait for whoever issues tokens. */
    void judge() {
        if (System.nanoTime() - judged < JUDGE_EVERY_NANOS || !judging.compareAndSet(false, true)) {
            return;
        }
        try {
            judged = System.nanoTime();
            Map<Listener, Boolean> allowed = new HashMap<>();
            open.forEach((stream, who) -> {
                if (!allowed.computeIfAbsent(who, Listener::isAllowed)) {
                    end(stream);
                }
            });
        } finally {
            judging.set(false);
        }
    }

    private void end(AsyncContext stream) {
        open.remove(stream);
        try {
            stream.complete();
        } catch (IllegalStateException alreadyOver) {
            LOG.debug("a stream had ended already: {}", alreadyOver.getMessage());
        }
    }

    /** A stream that ended by itself need not be judged. */
    private final class Forgetting implements AsyncListener {
        private final AsyncContext stream;

        Forgetting(AsyncContext stream) {
            this.stream = stream;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            open.remove(stream);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            open.remove(stream);
        }

        @Override
        public void onError(AsyncEvent event) {
            open.remove(stream);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            open.remove(stream);
        }
    }
}
