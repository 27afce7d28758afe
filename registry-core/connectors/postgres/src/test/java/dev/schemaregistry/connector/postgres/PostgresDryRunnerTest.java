package dev.schemaregistry.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunReport.Column;
import dev.schemaregistry.spi.DryRunReport.Verdict;
import dev.schemaregistry.spi.DryRunner;
import dev.schemaregistry.spi.DryRunner.Limits;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.DryRunQueries;
import dev.schemaregistry.testkit.DryRunnerContract;
import dev.schemaregistry.testkit.EvaluationData;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresDryRunnerTest implements DryRunnerContract {
    @Override
    public DryRunQueries newQueries() throws Exception {
        return PostgresSource.shop();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    SELECT * FROM custmers                                | 42P01 | 15
                    SELECT nmae FROM customers                            | 42703 | 8
                      SELECT id, nmae FROM customers                      | 42703 | 12
                    SELECT 'é', nmae FROM customers                       | 42703 | 13
                    SELECT c.name FROM customers                          | 42P01 | 8
                    SELECT id FROM customers c JOIN orders o ON true      | 42702 | 8
                    SELECT lowr(name) FROM customers                      | 42883 | 8
                    SELECT name + 1 FROM customers                        | 42883 | 13
                    SELECT id FROM customers WHERE id = 'x'               | 22P02 | 37
                    SELECT name, count(*) FROM customers                  | 42803 | 8
                    SELECT FROM FROM customers                            | 42601 | 13
                    """)
    void whatIsWrongHasCodeAndPlace(String query, String code, int position) throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            DryRunReport report = source.dryRun(query);
            assertThat(report.verdict()).isEqualTo(Verdict.REJECTED);
            assertThat(report.code()).isEqualTo(code);
            assertThat(report.position()).as(report.message()).hasValue(position);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM customers; -- all of them",
                "SELECT id FROM customers; /* all */ ; -- of them\n ",
                "-- first\nSELECT id FROM customers /* a; b */;",
            })
    void aCommentBehindTheSemicolonIsNoStatement(String query) throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            assertThat(source.dryRun(query).verdict()).isEqualTo(Verdict.ACCEPTED);
            assertThat(source.dryRun(query + "\n; SELECT 2").verdict()).isNotEqualTo(Verdict.ACCEPTED);
        }
    }

    @Test
    void twoStatementsAreNotAskedAbout() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            DryRunReport report = source.dryRun("SELECT 1; DROP TABLE orders");
            assertThat(report.message()).isEqualTo("expected exactly one statement, found 2");
        }
    }

    @Test
    void theServersHintIsKept() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            assertThat(source.dryRun("SELECT c.nmae FROM customers c").hint()).contains("c.name");
        }
    }

    @Test
    void columnsHaveTheServersTypes() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            DryRunReport report =
                    source.dryRun("SELECT name AS n, amount, lower(name), ARRAY[1], now() FROM customers, orders");
            assertThat(report.columns())
                    .containsExactly(
                            new Column("n", "character varying(40)"),
                            new Column("amount", "numeric(10,2)"),
                            new Column("lower", "text"),
                            new Column("array", "integer[]"),
                            new Column("now", "timestamp with time zone"));
        }
    }

    @Test
    void thePlanIsShortAndHasCostAndRows() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            DryRunReport report = source.dryRun("SELECT * FROM orders o JOIN customers c ON c.id = o.customer_id");
            assertThat(report.plan())
                    .hasValueSatisfying(plan -> assertThat(plan)
                            .contains("Join (cost ")
                            .contains("\n  ")
                            .contains("on orders"));
            assertThat(report.cost().orElseThrow()).isPositive();
            assertThat(report.rows().orElseThrow()).isPositive();
            String unions = "SELECT 1 FROM orders" + " UNION ALL SELECT 1 FROM orders".repeat(40);
            assertThat(source.dryRun(unions).plan().orElseThrow().lines().count())
                    .isLessThan(20);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1;",
                "SELECT 1 -- done",
                "/* ; */ SELECT ';', \"delete\" FROM (SELECT 1 AS \"delete\") x",
                "VALUES (1), (2)",
                "TABLE customers",
                "(SELECT id FROM customers) EXCEPT (SELECT customer_id FROM orders)",
                "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT * FROM t",
                "SELECT '{\"a\": 1}'::jsonb ? 'a', '{\"a\": 1}'::jsonb ?| array['a'], 'what?' AS \"really?\"",
                "SELECT $$DROP TABLE orders;$$",
                "SELECT E'it\\'s; fine'",
                "SELECT name, rank() OVER (ORDER BY id) FROM customers"
            })
    void readsOfEveryShapeAreAccepted(String query) throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            assertThat(source.dryRun(query))
                    .extracting(DryRunReport::verdict)
                    .as(query)
                    .isEqualTo(Verdict.ACCEPTED);
        }
    }

    @Test
    void whatWouldBeSyntaxOfTheDriverIsNotTakenForSql() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            assertThat(source.dryRun("SELECT {d '2020-01-01'}").code()).isEqualTo("42601");
            assertThat(source.dryRun("SELECT * FROM customers WHERE id = ?").code())
                    .isEqualTo("42601");
        }
    }

    @Test
    void aMissingPrivilegeIsARejection() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            source.execute("REVOKE SELECT ON secrets FROM " + source.reader());
            assertThat(source.dryRun("SELECT * FROM secrets").code()).isEqualTo("42501");
        }
    }

    @Test
    void parametersWithoutValuesAreTypedAndNotPlanned() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            DryRunReport report =
                    source.dryRun("SELECT name, '$7' AS \"$8\" FROM customers WHERE id = $1 AND city = $2");
            assertThat(report.verdict()).isEqualTo(Verdict.UNVERIFIED);
            assertThat(report.columns().stream().map(Column::name)).containsExactly("name", "$8");
            assertThat(source.dryRun("SELECT nmae FROM customers WHERE id = $1").code())
                    .isEqualTo("42703");
            assertThat(source.dryRun("DELETE FROM customers WHERE id = $1").code())
                    .isEqualTo("25006");
            assertThat(source.dryRun("DELETE FROM customers WHERE id = $1 RETURNING id")
                            .verdict())
                    .isNotEqualTo(Verdict.ACCEPTED);
            assertThat(source.dryRun("SELECT $99999").verdict()).isNotEqualTo(Verdict.ACCEPTED);
            assertThat(source.dryRun("SELECT a$1, $tag$ $3 $tag$ FROM (SELECT 1 AS a$1) x")
                            .verdict())
                    .isEqualTo(Verdict.ACCEPTED);
        }
    }

    @Test
    void nothingIsExecuted() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            assertThat(source.dryRun("SELECT 1 / 0 FROM customers WHERE id = (SELECT nextval('tickets'))")
                            .verdict())
                    .isNotEqualTo(Verdict.UNVERIFIED);
            assertThat(source.ask("SELECT is_called FROM tickets")).isEqualTo("f");
        }
    }

    @Test
    void aPlannerThatThinksTooLongIsStopped() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            source.execute("CREATE FUNCTION slow(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS"
                    + " 'BEGIN PERFORM pg_sleep(60); RETURN 1; END'");
            try (SourceConnector connector = source.open()) {
                DryRunner runner = connector.dryRunner().orElseThrow();
                DryRunReport report = runner.dryRun("SELECT slow(1)", new Limits(Duration.ofMillis(300)));
                assertThat(report.verdict()).isEqualTo(Verdict.UNVERIFIED);
                assertThat(report.code()).isEqualTo("57014");
                assertThat(runner.dryRun("SELECT 1", Limits.DEFAULT).verdict()).isEqualTo(Verdict.ACCEPTED);
            }
        }
    }

    @Test
    void aLockedTableIsNotWaitedForForever() throws Exception {
        try (PostgresSource source = PostgresSource.shop();
                Connection other = source.database().connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
            try (SourceConnector connector = source.open()) {
                DryRunReport report = connector
                        .dryRunner()
                        .orElseThrow()
                        .dryRun("SELECT * FROM orders", new Limits(Duration.ofMillis(300)));
                assertThat(report.verdict()).isEqualTo(Verdict.UNVERIFIED);
            }
        }
    }

    /** What the planner evaluates may change its session; the next query must not meet that. */
    @Test
    void aSessionIsAsNewForTheNextQuery() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            source.execute(
                    "CREATE FUNCTION lying() RETURNS int IMMUTABLE LANGUAGE plpgsql AS"
                            + " 'BEGIN PERFORM set_config(''search_path'', ''nowhere'', false), pg_advisory_lock(42); RETURN 1; END'");
            try (SourceConnector connector = source.open()) {
                DryRunner runner = connector.dryRunner().orElseThrow();
                assertThat(runner.dryRun("SELECT lying()", Limits.DEFAULT).verdict())
                        .isEqualTo(Verdict.ACCEPTED);
                assertThat(source.ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
                        .isEqualTo("0");
                assertThat(runner.dryRun("SELECT * FROM customers", Limits.DEFAULT)
                                .verdict())
                        .isEqualTo(Verdict.ACCEPTED);
                assertThat(source.ask(
                                "SELECT count(*) FROM pg_stat_activity WHERE usename = '" + source.reader() + "'"))
                        .isEqualTo("1");
            }
        }
    }

    /** The settings of the pooled session are told through a function that the planner evaluates. */
    @Test
    void theSettingsOfAPooledSessionAreAsBefore() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            source.execute(
                    "CREATE FUNCTION told() RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''% %'',"
                            + " pg_backend_pid(), (SELECT string_agg(name || setting, '','' ORDER BY name) FROM pg_settings WHERE source NOT IN (''default'', ''configuration file''));"
                            + " END'; CREATE FUNCTION meddling() RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN PERFORM"
                            + " set_config(name, value, false) FROM (VALUES (''statement_timeout'', ''0''), (''lock_timeout'', ''0''),"
                            + " (''default_transaction_read_only'', ''off''), (''search_path'', ''nowhere''), (''work_mem'', ''1GB''),"
                            + " (''idle_in_transaction_session_timeout'', ''0''), (''row_security'', ''off''),"
                            + " (''standard_conforming_strings'', ''off'')) x (name, value); RETURN 1; END'");
            try (SourceConnector connector = source.open()) {
                DryRunner runner = connector.dryRunner().orElseThrow();
                String before = runner.dryRun("SELECT told()", Limits.DEFAULT).message();
                assertThat(runner.dryRun("SELECT meddling()", Limits.DEFAULT).verdict())
                        .isEqualTo(Verdict.ACCEPTED);
                assertThat(runner.dryRun("SELECT told()", Limits.DEFAULT).message())
                        .isEqualTo(before)
                        .contains("application_name", "transaction_read_onlyon");
            }
        }
    }

    @Test
    void aConnectionThatWasCutIsReplaced() throws Exception {
        try (PostgresSource source = PostgresSource.shop();
                SourceConnector connector = source.open()) {
            DryRunner runner = connector.dryRunner().orElseThrow();
            runner.dryRun("SELECT 1", Limits.DEFAULT);
            source.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + source.reader() + "'");
            assertThat(runner.dryRun("SELECT 1", Limits.DEFAULT).verdict()).isEqualTo(Verdict.ACCEPTED);
        }
    }

    @Test
    void aDeadServerIsAnErrorNotAVerdict() throws Exception {
        try (PostgresSource source = PostgresSource.shop();
                SourceConnector dead = source.openDead()) {
            DryRunner runner = dead.dryRunner().orElseThrow();
            assertThatThrownBy(() -> runner.dryRun("SELECT 1", Limits.DEFAULT))
                    .asInstanceOf(type(SourceException.class))
                    .extracting(SourceException::code)
                    .isEqualTo(ErrorCode.SOURCE_UNREACHABLE);
        }
    }

    /** Where the server would refuse nothing, the dry run does. */
    @Test
    void aSuperuserIsHeldToReadsAsWell() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            String before = source.everything();
            try (SourceConnector connector = source.open("postgres", Map.of())) {
                DryRunner runner = connector.dryRunner().orElseThrow();
                for (String query : source.forbidden()) {
                    assertThat(runner.dryRun(query, Limits.DEFAULT))
                            .as(query)
                            .extracting(DryRunReport::verdict)
                            .isEqualTo(Verdict.REJECTED);
                }
            }
            assertThat(source.everything()).isEqualTo(before);
        }
    }

    /**
     * Attacks by the kind of statement are stopped here whatever the role; those by a function or a relation that is known to the
     * server are the contract check's, which comes first.
     */
    @Test
    void statementsThatDoNotReadAreRejectedEvenForASuperuser() throws Exception {
        List<JsonNode> records = EvaluationData.requireJsonLines("validation/write_bypass.open.jsonl");
        Set<String> byFunctionOrRelation = Set.of("fn_side_effect", "fn_position", "fn_obfuscated", "unregistered");
        try (PostgresSource source = PostgresSource.with()) {
            source.execute(java.nio.file.Files.readString(EvaluationData.require("validation/ddl/attack_victim.sql")));
            String before = source.everything();
            try (SourceConnector connector = source.open("postgres", Map.of())) {
                DryRunner runner = connector.dryRunner().orElseThrow();
                for (JsonNode record : records) {
                    if (byFunctionOrRelation.contains(record.path("category").asText())) {
                        continue;
                    }
                    Verdict expected =
                            record.path("expect").asText().equals("accept") ? Verdict.ACCEPTED : Verdict.REJECTED;
                    assertThat(runner.dryRun(record.path("sql").asText(), Limits.DEFAULT))
                            .as(record.path("sql").asText())
                            .extracting(DryRunReport::verdict)
                            .isEqualTo(expected);
                }
            }
            assertThat(source.everything()).isEqualTo(before);
        }
    }
}
