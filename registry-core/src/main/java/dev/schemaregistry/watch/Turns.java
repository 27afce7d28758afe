package dev.schemaregistry.watch;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.Lease;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whose turn it is to watch a source. Used by one thread at a time. */
interface Turns extends AutoCloseable {
    /** Of these sources, the ones to be watched here from now on, each with the lease that allows it, if it needs one. */
    Map<SourceId, Optional<Lease>> of(Set<SourceId> wanted);

    /** Leaves all of them to others. */
    @Override
    default void close() {}

    /** For a registry that nobody else watches: every source, without a lease. */
    static Turns always() {
        return wanted -> {
            Map<SourceId, Optional<Lease>> all = new HashMap<>();
            wanted.forEach(source -> all.put(source, Optional.empty()));
            return all;
        };
    }
}
