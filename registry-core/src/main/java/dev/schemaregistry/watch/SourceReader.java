package dev.schemaregistry.watch;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.spi.CommonSettings;
import dev.schemaregistry.spi.SourceConnector;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one source within its time limit; a reading that comes later is thrown away. Used for one reading. */
final class SourceReader {
    private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);

    private final DataSource source;
    private final IntrospectionLimits limits;
    private final SourceTask<Reading> task;

    SourceReader(DataSource source, ConnectorOpener connectors, IntrospectionLimits limits) {
        this.source = source;
        this.limits = limits;
        this.task = new SourceTask<>("introspect", source, connectors, limits.perSource(), this::read);
    }

    DataSource source() {
        return source;
    }

    boolean believesEmpty() {
        return limits.acceptEmpty();
    }

    /** Valid once the reading is done. */
    Duration took() {
        return task.took();
    }

    CompletableFuture<Reading> start() {
        return task.start();
    }

    private Reading read(SourceConnector connector) {
        CommonSettings common = CommonSettings.of(source.settings());
        Fingerprint mark = common.mark(connector.fingerprint(common.selection()));
        boolean known = source.fingerprint().filter(mark::equals).isPresent()
                && (source.health().stale().isEmpty() || connector.marksGaps());
        boolean trusted = known && !limits.force() && !limits.acceptEmpty();
        return new Reading(mark, trusted ? Optional.empty() : Optional.of(connector.discover(common.selection())));
    }

    /** What went wrong, as one of ours. */
    RegistryException explain(Throwable failure) {
        if (failure instanceof RegistryException known) {
            return known;
        }
        if (failure instanceof TimeoutException) {
            return new SourceException(
                    ErrorCode.SOURCE_TIMEOUT,
                    "source \"" + source.id() + "\" was not read within "
                            + limits.perSource().toMillis() + " ms; check that it answers, or allow it more time");
        }
        LOG.debug("reading source \"{}\" failed unexpectedly", source.id(), failure);
        return new SourceException(
                ErrorCode.SOURCE_FAILED,
                "reading source \"" + source.id() + "\" failed unexpectedly ("
                        + failure.getClass().getSimpleName() + "); run again with more logging and report it",
                failure);
    }
}
