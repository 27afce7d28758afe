package dev.schemaregistry.contract;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
                .map(checker -> checker.validate(query))
                .orElseGet(() -> unread(query));
    }

    private static ContractReport unread(ContractQuery query) {
        Finding finding = new Finding(
                Rule.CHECK_INCOMPLETE,
                Finding.Severity.WARNING,
                OptionalInt.empty(),
                OptionalInt.empty(),
                "",
                "no checker reads " + query.dialect(),
                List.of(),
                Optional.empty());
        return new ContractReport(
                query.schema().source(),
                ContractReport.Verdict.UNVERIFIED,
                false,
                List.of(finding),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    @Override
    public void close() {
        Set.copyOf(checkers.values()).forEach(ContractChecker::close);
    }
}
