package dev.schemaregistry.watch;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.Lease;
import dev.schemaregistry.spi.LeaseBook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares sources with other nodes by leases: a node keeps what it has while that is no more than its even share, gives the rest back, and
 * takes what is free up to its share. Nodes that watch whatever is registered are counted by a lease of their own; one that watches
 * named sources takes those it can get and is not counted, since the others' shares would not cover what it leaves.
 */
final class SharedTurns implements Turns {
    private static final Logger LOG = LoggerFactory.getLogger(SharedTurns.class);
    private static final String NODE = "node/";

    private final LeaseBook leases;
    private final WatchNode node;
    private final boolean counted;

    SharedTurns(LeaseBook leases, WatchNode node, boolean counted) {
        this.leases = requireNonNull(leases, "leases");
        this.node = requireNonNull(node, "node");
        this.counted = counted;
    }

    @Override
    public Map<SourceId, Optional<Lease>> of(Set<SourceId> wanted) {
        List<Lease> renewed = leases.renew(node.name(), node.lease());
        if (counted && renewed.stream().noneMatch(lease -> lease.name().startsWith(NODE))) {
            Optional<Lease> unused = leases.take(NODE + node.name(), node.name(), node.lease());
        }
        SortedMap<SourceId, Lease> mine = new TreeMap<>();
        renewed.stream().filter(WatchNode::isOfSource).forEach(lease -> mine.put(WatchNode.source(lease), lease));
        List<Lease> held = leases.held();
        int share = share(wanted.size(), held);
        giveBack(mine, wanted, share);
        takeFree(mine, wanted, share, held);
        Map<SourceId, Optional<Lease>> turns = new HashMap<>();
        mine.forEach((source, lease) -> turns.put(source, Optional.of(lease)));
        return turns;
    }

    private int share(int sources, List<Lease> held) {
        if (!counted) {
            return sources;
        }
        long nodes = Math.max(
                1, held.stream().filter(lease -> lease.name().startsWith(NODE)).count());
        return Math.toIntExact((sources + nodes - 1) / nodes);
    }

    private void giveBack(SortedMap<SourceId, Lease> mine, Set<SourceId> wanted, int share) {
        for (SourceId source : List.copyOf(mine.keySet())) {
            if (!wanted.contains(source)) {
                leases.release(requireNonNull(mine.remove(source)));
            }
        }
        while (mine.size() > share) {
            leases.release(requireNonNull(mine.remove(mine.lastKey())));
        }
    }

    private void takeFree(SortedMap<SourceId, Lease> mine, Set<SourceId> wanted, int share, List<Lease> held) {
        Set<String> taken = held.stream().map(Lease::name).collect(Collectors.toSet());
        for (SourceId source : new TreeSet<>(wanted)) {
            if (mine.size() >= share) {
                return;
            }
            String name = WatchNode.leaseOf(source);
            if (!taken.contains(name)) {
                leases.take(name, node.name(), node.lease()).ifPresent(lease -> mine.put(source, lease));
            }
        }
    }

    @Override
    public void close() {
        try {
            leases.held().stream()
                    .filter(lease -> lease.owner().equals(node.name()))
                    .forEach(leases::release);
        } catch (RegistryException failure) {
            LOG.debug("leases were not given back; they end by themselves", failure);
        }
    }
}
