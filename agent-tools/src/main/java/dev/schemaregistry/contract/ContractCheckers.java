package dev.schemaregistry.contract;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Hands each query to the checker of its dialect; one that nobody reads gets no opinion. Thread-safe. */
public final class ContractCheckers implements ContractChecker {
    private final Map<Dialect, ContractChecker> checkers;

    private ContractCheckers(Map<Dialect, ContractChecker> checkers) {
        this.checkers = checkers;
    }

    /** The checkers by what they read; closed with this one. */
    public static ContractCheckers of(Map<Dialect, ContractChecker> checkers) {
        Map<Dialect, ContractChecker> copy = new EnumMap<>(Dialect.class);
        copy.putAll(checkers);
        return new ContractCheckers(copy);
    }

    @Override
    public ContractReport validate(ContractQuery query) {
        return Optional.ofNullable(checkers.get(query.dialect()))
                .map(checker -> checked(checker, query))
                .orElseGet(() -> unread(query));
    }

    private static ContractReport checked(ContractChecker checker, ContractQuery query) {
        ContractReport report = checker.validate(query);
        return query.schema().withholds() ? new WithheldReport(query).of(report) : report;
    }

    private static ContractReport unread(ContractQuery query) {
        return ContractReport.of(
                query.schema().source(),
                ContractReport.Verdict.UNVERIFIED,
                Finding.incomplete("no checker reads " + query.dialect()
                        + (query.dialect() == Dialect.DUCKDB
                                ? "; put the module duckdb-check on the class path"
                                : "")));
    }

    @Override
    public void close() {
        Set.copyOf(checkers.values()).forEach(ContractChecker::close);
    }
}
