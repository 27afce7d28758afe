package dev.schemaregistry.connector.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunReport.Verdict;
import dev.schemaregistry.spi.DryRunner.Limits;
import dev.schemaregistry.spi.SourceConnector;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of the three that must agree on a single read, asked alone: behind the others its own failure would not show. */
class QueryProbeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO orders (id) VALUES (77)",
                "WITH x AS (SELECT 1) DELETE FROM orders",
                "UPDATE orders SET amount = 0",
                "DELETE FROM orders",
                "DROP TABLE orders",
                "CREATE TABLE made (a)",
                "CREATE TEMP TABLE made (a)",
                "ALTER TABLE orders ADD COLUMN more TEXT",
                "REINDEX",
                "ANALYZE",
                "VACUUM",
                "BEGIN",
                "SAVEPOINT s",
                "PRAGMA user_version = 9",
                "PRAGMA incremental_vacuum",
                "PRAGMA wal_checkpoint"
            })
    void theProgramOfAWriteShowsIt(String statement) throws Exception {
        try (SqliteSource source = SqliteSource.shop();
                Connection connection = connect(source)) {
            assertThat(Opcodes.findForbidden(connection, statement)).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1; DELETE FROM orders",
                "SELECT 1; DELETE FROM orders;",
                "SELECT 1) UNION SELECT * FROM (SELECT 2",
                "SELECT 1; SELECT 2"
            })
    void onlyOneSelectFitsInParentheses(String text) throws Exception {
        try (SqliteSource source = SqliteSource.shop();
                Connection connection = connect(source)) {
            assertThat(new QueryProbe(connection).ask(text).verdict()).isEqualTo(Verdict.REJECTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1; DELETE FROM orders", "PRAGMA user_version = 9", "SELECT 1\0", "", "-- nothing"})
    void whatIsPlainlyWrongNeverReachesTheFile(String text) throws Exception {
        try (SqliteSource source = SqliteSource.shop();
                SourceConnector dead = source.openDead()) {
            DryRunReport report = dead.dryRunner().orElseThrow().dryRun(text, Limits.DEFAULT);
            assertThat(report.verdict()).isEqualTo(Verdict.REJECTED);
        }
    }

    private static Connection connect(SqliteSource source) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + source.file());
    }
}
