package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A WITH item. Confined to one thread. */
final class CommonTable {
    private final String name;
    private final JsonNode body;
    private State state = State.WAITING;
    private Optional<ResolvedQuery> query = Optional.empty();

    CommonTable(String name, JsonNode body) {
        this.name = name;
        this.body = body;
    }

    String name() {
        return name;
    }

    /** The grammar's {@code CommonTableExpr}. */
    JsonNode body() {
        return body;
    }

    State state() {
        return state;
    }

    void setState(State newState) {
        state = newState;
    }

    /** What it returns, as far as known by now. */
    Optional<ResolvedQuery> query() {
        return query;
    }

    void setQuery(ResolvedQuery resolved) {
        query = Optional.of(resolved);
    }

    enum State {
        WAITING,
        /** Its first part is being resolved: it can't be referred to yet. */
        STARTED,
        /** Its recursive part is being resolved. */
        RECURSING,
        DONE
    }
}
