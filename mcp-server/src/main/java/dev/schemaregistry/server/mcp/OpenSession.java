package dev.schemaregistry.server.mcp;

import dev.schemaregistry.model.TableRef;
import io.modelcontextprotocol.spec.McpLoggableSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One client's session: what it subscribed to, and which of its calls are under way. Thread-safe. */
final class OpenSession {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSession.class);
    /** More than a person's editor will ever watch, and few enough to hold for a thousand sessions. */
    private static final int MOST_SUBSCRIPTIONS = 1_000;

    private final McpLoggableSession session;
    private final Runnable unanswered;
    private final Map<String, TableRef> subscriptions = new ConcurrentHashMap<>();
    private final Map<Object, Sinks.One<Boolean>> calls = new ConcurrentHashMap<>();
    private final Set<Notice> missed = ConcurrentHashMap.newKeySet();

    /** @param unanswered told of each call that will get no answer */
    OpenSession(McpLoggableSession session, Runnable unanswered) {
        this.session = session;
        this.unanswered = unanswered;
    }

    McpLoggableSession session() {
        return session;
    }

    /** False when it watches too much already. */
    boolean subscribe(String uri, TableRef table) {
        if (subscriptions.size() >= MOST_SUBSCRIPTIONS && !subscriptions.containsKey(uri)) {
            return false;
        }
        subscriptions.put(uri, table);
        return true;
    }

    void unsubscribe(String uri) {
        subscriptions.remove(uri);
        missed.remove(Notice.updated(uri));
    }

    /** By the URI the client wrote, the table it meant. */
    Map<String, TableRef> subscriptions() {
        return Map.copyOf(subscriptions);
    }

    /** Keeps what could not be told, once, however often it happened. */
    void missed(Notice notice) {
        missed.add(notice);
    }

    /** What was missed, when somebody listens again; given once. */
    List<Notice> takeMissed() {
        boolean deaf = session instanceof McpStreamableServerSession streamable && !streamable.hasListeningStream();
        if (missed.isEmpty() || deaf) {
            return List.of();
        }
        List<Notice> taken = List.copyOf(missed);
        taken.forEach(missed::remove);
        return taken;
    }

    /** The same work, which ends without a result once the call is cancelled. */
    <T> Mono<T> cancellable(Object request, Mono<T> work) {
        return Mono.defer(() -> {
            Sinks.One<Boolean> stop = Sinks.one();
            calls.put(request, stop);
            return work.takeUntilOther(stop.asMono()).doFinally(ended -> calls.remove(request, stop));
        });
    }

    /** Ends a call without an answer, as the protocol wants; one that has ended already is left alone. */
    void cancel(Object request) {
        Sinks.One<Boolean> stop = calls.remove(request);
        if (stop != null && stop.tryEmitValue(true).isSuccess()) {
            LOG.debug("call {} was cancelled", request);
            unanswered.run();
        }
    }
}
