package dev.schemaregistry.server.agent;

import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.registry.SchemaRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what the registry's event log says from now on, whoever wrote it, also another process: looks several times a second, on a
 * thread of its own, until closed.
 */
public final class RegistryNews implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryNews.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int MOST = 500;

    private final SchemaRegistry registry;
    private final Listener listener;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "registry-news");
        made.setDaemon(true);
        return made;
    });
    private long position;

    private RegistryNews(SchemaRegistry registry, Listener listener) {
        this.registry = registry;
        this.listener = listener;
        this.position = registry.lastSequence();
    }

    /** Who wants to know; called by one thread, in the order of the log. */
    public interface Listener {
        /** The table has another schema than before, or went. */
        void tableChanged(TableRef ref);

        /** The source went with all its tables. */
        void sourceRemoved(SourceId source);

        /** There are other tables than before. */
        void tablesChanged();

        /** The log was looked at, whether there was news or not. */
        void looked();
    }

    /** Follows the log from its present end. */
    public static RegistryNews follow(SchemaRegistry registry, Listener listener) {
        RegistryNews news = new RegistryNews(registry, listener);
        Future<?> unused = news.thread.scheduleWithFixedDelay(
                news::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return news;
    }

    private void look() {
        try {
            while (tell(registry.changesSince(position, MOST))) {
                LOG.trace("more news at {}", position);
            }
            listener.looked();
        } catch (RegistryException failure) {
            LOG.warn("the event log can't be read: {}", failure.getMessage());
        } catch (RuntimeException failure) {
            LOG.error("telling news of the registry failed", failure);
        }
    }

    /** True when there may be more. */
    private boolean tell(List<RegistryEvent> events) {
        boolean others = false;
        for (RegistryEvent event : events) {
            position = event.sequence();
            others |= event.accept(new Teller());
        }
        if (others) {
            listener.tablesChanged();
        }
        return events.size() == MOST;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Tells of one event; true when tables came or went. */
    private final class Teller implements RegistryEvent.Visitor<Boolean> {
        @Override
        public Boolean tableChanged(RegistryEvent.TableChanged event) {
            listener.tableChanged(event.ref());
            return event.removed()
                    || event.revision() == 1
                    || event.changes().stream().anyMatch(SchemaChange.TableAdded.class::isInstance);
        }

        @Override
        public Boolean sourceChanged(RegistryEvent.SourceChanged event) {
            if (event.kind() != RegistryEvent.SourceChanged.Kind.REMOVED) {
                return false;
            }
            listener.sourceRemoved(event.source());
            return true;
        }

        @Override
        public Boolean ontologyChanged(RegistryEvent.OntologyChanged event) {
            return false;
        }

        @Override
        public Boolean valuesProfiled(RegistryEvent.ValuesProfiled event) {
            return false;
        }

        @Override
        public Boolean feedbackChanged(RegistryEvent.FeedbackChanged event) {
            return false;
        }
    }
}
