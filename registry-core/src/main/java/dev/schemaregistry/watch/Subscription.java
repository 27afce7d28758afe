package dev.schemaregistry.watch;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.spi.ChangeListener;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.Watch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connector that is kept open only to hear what its source says of changes. Thread-safe. */
final class Subscription implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

    private final DataSource source;
    private final ConnectorOpener connectors;
    private final ChangeListener listener;
    private @Nullable SourceConnector connector;
    private @Nullable Watch watch;
    /** Nothing is left to do: it stands, it can't, or it is over. */
    private boolean settled;

    Subscription(DataSource source, ConnectorOpener connectors, ChangeListener listener) {
        this.source = requireNonNull(source, "source");
        this.connectors = requireNonNull(connectors, "connectors");
        this.listener = requireNonNull(listener, "listener");
    }

    /**
     * Subscribes, unless that is settled already; what failed is tried again.
     *
     * @return why there is no subscription, in one sentence; empty where there is one, or that was said before
     */
    synchronized Optional<String> open() {
        if (settled) {
            return Optional.empty();
        }
        try {
            SourceConnector fresh = connectors.open(source);
            connector = fresh;
            watch = fresh.watch(listener).orElse(null);
            settled = true;
        } catch (RuntimeException failure) {
            release();
            return Optional.of("subscribing failed: " + sentence(failure));
        }
        if (watch == null) {
            release();
            return Optional.of("a source of type " + source.type() + " does not tell of its changes");
        }
        return Optional.empty();
    }

    /** Only our own errors are known to hold no secret. */
    private static String sentence(RuntimeException failure) {
        return failure instanceof RegistryException known
                ? String.valueOf(known.getMessage())
                : failure.getClass().getSimpleName();
    }

    /** Closes on a thread of its own: saying goodbye to a source that is silent may hang. */
    @Override
    public void close() {
        Thread closer = new Thread(this::closeNow, "unsubscribe-" + source.id());
        closer.setDaemon(true);
        closer.start();
    }

    private synchronized void closeNow() {
        settled = true;
        release();
    }

    private void release() {
        close(watch);
        close(connector);
        watch = null;
        connector = null;
    }

    private void close(@Nullable AutoCloseable part) {
        try {
            if (part != null) {
                part.close();
            }
        } catch (Exception failure) {
            LOG.debug("source {}: a subscription did not close cleanly", source.id(), failure);
        }
    }
}
