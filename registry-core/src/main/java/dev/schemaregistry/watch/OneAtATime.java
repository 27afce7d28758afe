package dev.schemaregistry.watch;

import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.SourceId;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands on what several threads say, one after the other, until silenced; a listener that fails stops nobody. Thread-safe. */
final class OneAtATime implements WatchListener {
    private static final Logger LOG = LoggerFactory.getLogger(OneAtATime.class);

    private final WatchListener listener;
    private boolean silenced;

    OneAtATime(WatchListener listener) {
        this.listener = listener;
    }

    synchronized void silence() {
        silenced = true;
    }

    @Override
    public void watching(Watching watching) {
        tell(to -> to.watching(watching));
    }

    @Override
    public void changed(IntrospectionResult result) {
        tell(to -> to.changed(result));
    }

    @Override
    public void failing(SourceId source, RegistryException why) {
        tell(to -> to.failing(source, why));
    }

    @Override
    public void partial(SourceId source, String why) {
        tell(to -> to.partial(source, why));
    }

    @Override
    public void recovered(SourceId source) {
        tell(to -> to.recovered(source));
    }

    @Override
    public void handedOver(SourceId source) {
        tell(to -> to.handedOver(source));
    }

    @Override
    public void forgotten(SourceId source) {
        tell(to -> to.forgotten(source));
    }

    private synchronized void tell(Consumer<WatchListener> saying) {
        if (silenced) {
            return;
        }
        try {
            saying.accept(listener);
        } catch (RuntimeException failure) {
            LOG.warn("a listener of the watcher failed: {}", failure.getMessage(), failure);
        }
    }
}
