package dev.schemaregistry.tools;

import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.spi.DryRunReport;
import java.util.Locale;
import java.util.Set;

/** When a source contradicts the stored schema. */
final class Disagreement {
    /** SQLSTATEs for names that do not exist (PostgreSQL, appendix A). */
    private static final Set<String> UNKNOWN_NAME = Set.of("42P01", "42703", "42883", "42704", "3F000");

    private Disagreement() {}

    /** The stored schema accepts the query, and the source does not know a name in it. */
    static boolean isStale(ContractReport contract, DryRunReport report) {
        return contract.accepted() && report.verdict() == DryRunReport.Verdict.REJECTED && isUnknownName(report);
    }

    /** SQLite has no code for it, only words. */
    private static boolean isUnknownName(DryRunReport report) {
        return UNKNOWN_NAME.contains(report.code())
                || report.message().toLowerCase(Locale.ROOT).contains("no such ");
    }
}
