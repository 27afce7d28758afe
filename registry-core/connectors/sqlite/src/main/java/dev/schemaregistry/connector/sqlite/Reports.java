package dev.schemaregistry.connector.sqlite;

import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunReport.Column;
import dev.schemaregistry.spi.DryRunReport.Verdict;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What SQLite's answers mean for a query. */
final class Reports {
    private Reports() {}

    static DryRunReport accepted(String plan, List<Column> columns) {
        return new DryRunReport(
                Verdict.ACCEPTED,
                "",
                "",
                "",
                OptionalInt.empty(),
                Optional.of(plan),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                columns);
    }

    static DryRunReport rejected(String code, String message) {
        return DryRunReport.rejected(code, message, "", OptionalInt.empty());
    }

    static DryRunReport notARead(String why) {
        return DryRunReport.rejected(
                "25006",
                "a dry run takes reads only, and this is none: " + why,
                "ask with a single SELECT",
                OptionalInt.empty());
    }

    /**
     * The report on a query that does not compile.
     *
     * @throws SQLException the same, when it was the file that failed
     */
    static DryRunReport of(SQLException failure) throws SQLException {
        String message = SqliteFailures.sentence(failure);
        if (SqliteFailures.isInterrupted(failure)) {
            return DryRunReport.unverified("57014", "SQLite did not compile it in time", "");
        }
        if (SqliteFailures.isAboutTheStatement(failure)) {
            return rejected(EngineMessages.code(message), message);
        }
        throw failure;
    }
}
