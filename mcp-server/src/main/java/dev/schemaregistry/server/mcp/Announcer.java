package dev.schemaregistry.server.mcp;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.server.agent.RegistryNews;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Tells sessions what they subscribed to, and that there are other tables. A client that does not read holds up nobody but, for a
 * while, other news; one that does not listen is told when it does.
 */
final class Announcer implements RegistryNews.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final int THREADS = 4;
    private static final int MOST_WAITING = 100_000;

    private final OpenSessions sessions;
    private final Runnable looked;
    private final Scheduler scheduler = Schedulers.newBoundedElastic(THREADS, MOST_WAITING, "mcp-news", 60, true);

    /** @param looked told whenever the log was looked at, on a thread that may wait */
    Announcer(OpenSessions sessions, Runnable looked) {
        this.sessions = sessions;
        this.looked = looked;
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
        sessions.all().forEach(session -> send(session, Notice.LIST_CHANGED));
    }

    @Override
    public void allChanged() {
        tellSubscribers(table -> true);
        tablesChanged();
    }

    @Override
    public void looked() {
        scheduler.schedule(looked);
        sessions.all().forEach(session -> session.takeMissed().forEach(notice -> send(session, notice)));
    }

    private void tellSubscribers(Predicate<TableRef> wanted) {
        for (OpenSession session : sessions.all()) {
            session.subscriptions().forEach((uri, table) -> {
                if (wanted.test(table)) {
                    send(session, Notice.updated(uri));
                }
            });
        }
    }

    private void send(OpenSession session, Notice notice) {
        session.session()
                .sendNotification(notice.method(), notice.parameters())
                .onErrorResume(deaf -> {
                    LOG.debug("a session does not listen: {}", deaf.getMessage());
                    session.missed(notice);
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
