package dev.schemaregistry.server.rest;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.watch.IntrospectionResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An introspection that goes on when the request that asked for it is answered. A value: each step is a new one.
 *
 * @param results of the sources that are done, in the order in which they ended
 * @param failure why it ended early; empty otherwise
 */
record IntrospectionJob(
        String id,
        State state,
        List<SourceId> sources,
        List<IntrospectionResult> results,
        Optional<String> failure,
        Instant askedAt,
        Optional<Instant> endedAt) {
    IntrospectionJob {
        requireNonNull(id, "id");
        requireNonNull(state, "state");
        sources = List.copyOf(sources);
        results = List.copyOf(results);
        requireNonNull(failure, "failure");
        requireNonNull(askedAt, "askedAt");
        requireNonNull(endedAt, "endedAt");
    }

    /** How far it is. */
    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        boolean isOver() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }

    IntrospectionJob running() {
        return new IntrospectionJob(id, State.RUNNING, sources, results, failure, askedAt, endedAt);
    }

    IntrospectionJob with(IntrospectionResult result) {
        List<IntrospectionResult> more = new java.util.ArrayList<>(results);
        more.add(result);
        return new IntrospectionJob(id, state, sources, more, failure, askedAt, endedAt);
    }

    /** Over, unless it was already. */
    IntrospectionJob ended(State how, Optional<String> why, Instant at) {
        return state.isOver() ? this : new IntrospectionJob(id, how, sources, results, why, askedAt, Optional.of(at));
    }
}
