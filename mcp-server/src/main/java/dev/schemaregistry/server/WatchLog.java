package dev.schemaregistry.server;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.watch.IntrospectionResult;
import dev.schemaregistry.watch.WatchListener;
import dev.schemaregistry.watch.Watching;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log what a watcher beside a server does, and has the server's index ready for the next question. */
final class WatchLog implements WatchListener {
    private static final Logger LOG = LoggerFactory.getLogger(WatchLog.class);

    private final Runnable catchUp;

    /** @param catchUp brings the index up to date */
    WatchLog(Runnable catchUp) {
        this.catchUp = requireNonNull(catchUp, "catchUp");
    }

    @Override
    public void watching(Watching watching) {
        LOG.info(
                "source \"{}\" is watched {}, every {}",
                watching.source(),
                watching.withoutPush().map(why -> "without push (" + why + ')').orElse("by push"),
                watching.interval());
    }

    @Override
    public void changed(IntrospectionResult result) {
        LOG.info("source \"{}\" has changed", result.source());
        catchUp.run();
    }

    @Override
    public void failing(SourceId source, RegistryException why) {
        LOG.warn("{}; it is tried again and again", why.getMessage());
    }

    @Override
    public void partial(SourceId source, String why) {
        LOG.warn("source \"{}\" could be read only in part: {}", source, why);
    }

    @Override
    public void recovered(SourceId source) {
        LOG.info("source \"{}\" can be read whole again", source);
    }

    @Override
    public void handedOver(SourceId source) {
        LOG.info("source \"{}\" is left to another node", source);
    }
}
