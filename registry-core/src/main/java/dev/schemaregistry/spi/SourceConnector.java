package dev.schemaregistry.spi;

import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Snapshot;
import java.util.Optional;

/**
 * Reads the schema of one data source. Never writes, and reads data only where the schema must be inferred.
 *
 * <p>Reports, never judges: it knows neither the store nor the differ. One thread at a time, except {@link #close()}. Failures
 * are {@link dev.schemaregistry.error.SourceException}s, in bounded time.
 */
public interface SourceConnector extends AutoCloseable {
    /** The whole schema as it is now. Two calls on an unchanged source return equal snapshots, observations aside. */
    Snapshot discover();

    /**
     * A cheap mark of the schema. While it stays equal, {@link #discover()} need not be called again. Comparable only with
     * marks of the same connector.
     */
    Fingerprint fingerprint();

    /** Checks queries at the source without running them; empty if the source offers no such check. */
    default Optional<DryRunner> dryRunner() {
        return Optional.empty();
    }

    /** Calls {@code hint} when the schema may have changed; empty if the source cannot tell. */
    default Optional<Watch> watch(Runnable hint) {
        return Optional.empty();
    }

    @Override
    void close();
}
