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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one source within its time limit; a reading that comes later is thrown away. Used for one reading. */
final class SourceReader {
    private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);

    private final DataSource source;
    private final ConnectorOpener connectors;
    private final IntrospectionLimits limits;
    private final AtomicReference<@Nullable SourceConnector> open = new AtomicReference<>();
    private final CompletableFuture<Reading> reading = new CompletableFuture<>();
    private final AtomicLong startedAt = new AtomicLong();
    private final AtomicLong endedAt = new AtomicLong();

    SourceReader(DataSource source, ConnectorOpener connectors, IntrospectionLimits limits) {
        this.source = source;
        this.connectors = connectors;
        this.limits = limits;
    }

    DataSource source() {
        return source;
    }

    boolean believesEmpty() {
        return limits.acceptEmpty();
    }

    /** Valid once the reading is done. */
    Duration took() {
        return Duration.ofNanos(endedAt.get() - startedAt.get());
    }

    /** Starts a thread that reads; it may outlive the reading when the source hangs, and ends with the process. */
    CompletableFuture<Reading> start() {
        startedAt.set(System.nanoTime());
        Thread thread = new Thread(this::run, "introspect-" + source.id());
        thread.setDaemon(true);
        CompletableFuture<Reading> outcome = reading.orTimeout(
                        limits.perSource().toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((done, failure) -> {
                    endedAt.set(System.nanoTime());
                    if (failure instanceof TimeoutException) {
                        thread.interrupt();
                        abandon();
                    }
                });
        thread.start();
        return outcome;
    }

    private void run() {
        try {
            reading.complete(readAndClose());
        } catch (RuntimeException | Error failure) {
            // An error too, such as a driver's class that is missing: else it would look like a source that does not
            // answer.
            reading.completeExceptionally(failure);
        }
    }

    /** Closes first: who hears of the reading may count on it. */
    private Reading readAndClose() {
        try {
            return read();
        } finally {
            close();
        }
    }

    private Reading read() {
        SourceConnector connector = connectors.open(source);
        open.set(connector);
        CommonSettings common = CommonSettings.of(source.settings());
        Fingerprint mark = common.mark(connector.fingerprint(common.selection()));
        boolean known = source.fingerprint().filter(mark::equals).isPresent()
                && (source.health().stale().isEmpty() || connector.marksGaps());
        boolean trusted = known && !limits.force() && !limits.acceptEmpty();
        return new Reading(mark, trusted ? Optional.empty() : Optional.of(connector.discover(common.selection())));
    }

    /** On a thread of its own: closing a connection to a silent source may hang like reading it. */
    private void abandon() {
        Thread closer = new Thread(this::close, "introspect-abandon-" + source.id());
        closer.setDaemon(true);
        closer.start();
    }

    private void close() {
        SourceConnector connector = open.getAndSet(null);
        if (connector == null) {
            return;
        }
        try {
            connector.close();
        } catch (RuntimeException failure) {
            LOG.debug("closing the connector of source \"{}\" failed", source.id(), failure);
        }
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
