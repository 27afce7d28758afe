package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A step on the way to the right tables, for learning which one to take and when to stop.
 *
 * @param first whether the answer has no table yet
 * @param candidates the tables that could join
 */
public record TableStep(boolean first, List<Candidate> candidates) {
    public TableStep {
        candidates = List.copyOf(candidates);
    }

    /** What a table is to the right answer. */
    public enum Role {
        /** The one to take now. */
        NEXT,
        /** One to take later. */
        LATER,
        /** No part of it. */
        WRONG
    }

    /** A table that could join. */
    public record Candidate(Signals<TableSignal> signals, Role role) {
        public Candidate {
            requireNonNull(signals, "signals");
            requireNonNull(role, "role");
        }
    }
}
