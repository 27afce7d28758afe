package dev.schemaregistry.tools;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.spi.DryRunner;
import java.util.Optional;

/** The way from the tools to the sources; whoever wires connectors provides it. Thread-safe. */
@FunctionalInterface
public interface QueryRunners {
    /**
     * What can try a query at that source; empty when the source offers no such check.
     *
     * @throws dev.schemaregistry.error.RegistryException when the source is not configured well enough to be asked
     */
    Optional<DryRunner> findRunner(DataSource source);

    /**
     * Called when a source refused a query that its stored schema allows: a reason to read the schema again. True when that was done
     * before the call returned, so that the query should be checked once more; false when it was merely noted.
     */
    default boolean reread(DataSource source) {
        return false;
    }

    /** No source can be asked. */
    static QueryRunners none() {
        return source -> Optional.empty();
    }
}
