package dev.schemaregistry.watch;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.Lease;
import dev.schemaregistry.spi.LeaseBook;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node that shares the sources of one registry with others: each source is watched by the one that holds its lease.
 *
 * @param name as it is shown; of this process only
 * @param lease how long the sources of a node that died, or can't reach the registry, wait for another one
 */
public record WatchNode(String name, Duration lease) {
    /** Long enough to sleep through a collection of garbage, short enough to be missed by nobody. */
    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(10);

    private static final String SOURCE = "watch/";

    public WatchNode {
        requireNonNull(name, "name");
        requireNonNull(lease, "lease");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a node has a name");
        }
        if (lease.isNegative() || lease.isZero()) {
            throw new IllegalArgumentException("a lease lasts a while: " + lease);
        }
    }

    /** Which node watches which source now, by the leases; nothing where one process alone watches a registry. */
    public static SortedMap<SourceId, Lease> watchers(LeaseBook leases) {
        SortedMap<SourceId, Lease> watchers = new TreeMap<>();
        leases.held().stream().filter(WatchNode::isOfSource).forEach(lease -> watchers.put(source(lease), lease));
        return watchers;
    }

    static boolean isOfSource(Lease lease) {
        return lease.name().startsWith(SOURCE);
    }

    static SourceId source(Lease lease) {
        return new SourceId(lease.name().substring(SOURCE.length()));
    }

    static String leaseOf(SourceId source) {
        return SOURCE + source;
    }
}
