package dev.schemaregistry.contract;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Hands each query to the checker of its dialect. As thread-safe as those. */
public final class RoutingContractChecker implements ContractChecker {
    private final Map<Dialect, ContractChecker> checkers;

    private RoutingContractChecker(Map<Dialect, ContractChecker> checkers) {
        this.checkers = checkers;
    }

    /**
     * One checker a dialect; several dialects may share one.
     *
     * @throws IllegalArgumentException when a dialect has none
     */
    public static RoutingContractChecker of(Map<Dialect, ContractChecker> checkers) {
        for (Dialect dialect : Dialect.values()) {
            if (!checkers.containsKey(dialect)) {
                throw new IllegalArgumentException("no checker for queries of dialect " + dialect);
            }
        }
        return new RoutingContractChecker(new EnumMap<>(checkers));
    }

    @Override
    public ContractReport validate(ContractQuery query) {
        ContractChecker checker = checkers.get(query.dialect());
        if (checker == null) {
            throw new IllegalStateException("no checker for queries of dialect " + query.dialect());
        }
        return checker.validate(query);
    }

    /** Closes all of them. */
    @Override
    public void close() {
        Set.copyOf(checkers.values()).forEach(ContractChecker::close);
    }
}
