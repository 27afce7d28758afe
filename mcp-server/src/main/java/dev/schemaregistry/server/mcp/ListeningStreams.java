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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams on which clients hear what the server tells by itself. Each ends when whoever listens may read no longer; their session
 * stays, for a client that comes back with another credential of the same principal. Thread-safe.
 */
final class ListeningStreams {
    private static final Logger LOG = LoggerFactory.getLogger(ListeningStreams.class);
    private static final long JUDGE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<AsyncContext, Standing> open = new ConcurrentHashMap<>();
    private long judged = System.nanoTime();

    /** Takes note of a request whose answer may go on. */
    void opened(HttpServletRequest request) {
        try {
            if (request.isAsyncStarted()) {
                AsyncContext stream = request.getAsyncContext();
                Standing.find(request.getAttribute(Standing.ATTRIBUTE)).ifPresent(who -> open.put(stream, who));
                stream.addListener(new Forgetting(stream));
            }
        } catch (IllegalStateException alreadyOver) {
            LOG.debug("a stream ended as soon as it was opened: {}", alreadyOver.getMessage());
        }
    }

    /** Ends those that nobody may listen to any more, once in a while; for one thread. */
    void judge() {
        if (System.nanoTime() - judged < JUDGE_EVERY_NANOS) {
            return;
        }
        judged = System.nanoTime();
        Map<Standing, Boolean> allowed = new HashMap<>();
        open.forEach((stream, who) -> {
            if (!allowed.computeIfAbsent(who, standing -> standing.may(Scope.READ))) {
                end(stream);
            }
        });
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
