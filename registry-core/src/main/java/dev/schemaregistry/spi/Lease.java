package dev.schemaregistry.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The right of one node to do a piece of work, for a while.
 *
 * @param name the piece of work
 * @param owner the node that holds it
 * @param term counts those who held it, from 1; the higher one is the later one, so that a node that slept through the end of its
 *     lease is told from the one that has it now
 * @param until when it ends unless it is renewed, by the clock of the store
 */
public record Lease(String name, String owner, long term, Instant until) {
    public Lease {
        requireNonNull(name, "name");
        requireNonNull(owner, "owner");
        requireNonNull(until, "until");
        if (owner.isEmpty()) {
            throw new IllegalArgumentException("the lease \"" + name + "\" has no owner");
        }
    }
}
