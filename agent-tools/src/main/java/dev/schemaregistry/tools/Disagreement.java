package dev.schemaregistry.tools;

import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.spi.DryRunReport;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** When a source contradicts the stored schema. */
final class Disagreement {
    /** Of a table, collection or channel, of a column or vector, and so on; whatever the engine calls it, connectors give these codes. */
    private static final Set<String> UNKNOWN_NAME = Stream.of(
                    Rule.UNKNOWN_TABLE,
                    Rule.UNKNOWN_NAMESPACE,
                    Rule.UNKNOWN_COLUMN,
                    Rule.UNKNOWN_FUNCTION,
                    Rule.UNKNOWN_TYPE)
            .map(Rule::code)
            .collect(Collectors.toUnmodifiableSet());

    private Disagreement() {}

    /** The stored schema accepts the query, and the source does not know a name in it. */
    static boolean isStale(ContractReport contract, DryRunReport report) {
        return contract.accepted()
                && report.verdict() == DryRunReport.Verdict.REJECTED
                && UNKNOWN_NAME.contains(report.code());
    }
}
