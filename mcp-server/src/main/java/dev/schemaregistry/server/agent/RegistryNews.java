package dev.schemaregistry.server.agent;

import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.registry.EventLogListener;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.spi.Watch;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what the registry's event log says from now on, whoever wrote it, also another process or node, on a thread of its own, until
 * what {@link #follow} gave is closed.
 */
public final class RegistryNews implements EventLogListener {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryNews.class);
    private static final int MOST = 500;

    private final SchemaRegistry registry;
    private final Listener listener;
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

        /** The registry is another than before: anything may have changed. */
        void allChanged();

        /** The log was looked at, whether there was news or not. */
        void looked();
    }

    /** Follows the log from its present end. */
    public static Watch follow(SchemaRegistry registry, Listener listener) {
        return registry.follow("registry-news", new RegistryNews(registry, listener));
    }

    @Override
    public void looked(long last) {
        while (last > position && tell(registry.changesSince(position, MOST))) {
            LOG.trace("more news at {}", position);
        }
        listener.looked();
    }

    @Override
    public void restarted() {
        position = registry.lastSequence();
        listener.allChanged();
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
