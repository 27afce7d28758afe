package dev.schemaregistry.server.mcp;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.server.agent.RegistryNews;
import io.modelcontextprotocol.spec.McpSchema.ResourcesUpdatedNotification;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Tells sessions what they subscribed to, and that there are other tables. A client that does not read holds up nobody but, for a
 * while, other news; one that does not listen misses it.
 */
final class Announcer implements RegistryNews.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final int THREADS = 4;
    private static final int MOST_WAITING = 100_000;

    private final OpenSessions sessions;
    private final Scheduler scheduler = Schedulers.newBoundedElastic(THREADS, MOST_WAITING, "mcp-news", 60, true);

    Announcer(OpenSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void tableChanged(TableRef ref) {
        tellSubscribers(ref::equals);
    }

    @Override
    public void sourceRemoved(SourceId source) {
        tellSubscribers(table -> table.source().equals(source));
    }

    @Override
    public void tablesChanged() {
        sessions.all().forEach(session -> send(session, "notifications/resources/list_changed", null));
    }

    private void tellSubscribers(Predicate<TableRef> wanted) {
        for (OpenSession session : sessions.all()) {
            session.subscriptions().forEach((uri, table) -> {
                if (wanted.test(table)) {
                    send(session, "notifications/resources/updated", new ResourcesUpdatedNotification(uri));
                }
            });
        }
    }

    private void send(OpenSession session, String method, @Nullable Object parameters) {
        session.session()
                .sendNotification(method, parameters)
                .onErrorResume(deaf -> {
                    LOG.debug("a session does not listen: {}", deaf.getMessage());
                    return Mono.empty();
                })
                .subscribeOn(scheduler)
                .subscribe();
    }

    @Override
    public void close() {
        scheduler.dispose();
    }
}
