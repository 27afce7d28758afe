package dev.schemaregistry.contract.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Nullability;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.guard.Mismatch.Kind;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import dev.schemaregistry.testkit.MemoryStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What sources return, held against what is known of them; on results of real engines. */
class RowGuardTest {
    private static final Expectation PEOPLE = Expectation.of(report(
            column("id", DataType.scalar(ScalarKind.INT64), Nullability.NOT_NULL),
            column("name", DataType.string(10), Nullability.NOT_NULL),
            column("born", DataType.scalar(ScalarKind.DATE), Nullability.NULLABLE)));

    private static final String ROWS = """
            SELECT 1 AS id, 'Ada' AS name, '1815-12-10' AS born
            UNION ALL SELECT 2, NULL, NULL
            UNION ALL SELECT 'three', 'Grace', '1906-12-09'
            UNION ALL SELECT 4, 'A name too long for it', '1900-01-01'
            """;

    private final List<MismatchReport> heard = new ArrayList<>();

    @Test
    void loggingHandsEveryRowOn() throws SQLException {
        List<Map<String, ?>> rows = sqlite(ROWS, PEOPLE, GuardPolicy.LOG);

        assertThat(rows).hasSize(4);
        assertThat(heard).singleElement().satisfies(report -> {
            assertThat(report.rows()).isEqualTo(4);
            assertThat(report.wrong()).isEqualTo(3);
            assertThat(report.mismatches())
                    .extracting(Mismatch::field, Mismatch::kind, Mismatch::count)
                    .containsExactly(
                            tuple("id", Kind.TYPE, 1L), tuple("name", Kind.NULL, 1L), tuple("name", Kind.TYPE, 1L));
        });
    }

    @Test
    void droppingLeavesWrongRowsOut() throws SQLException {
        assertThat(sqlite(ROWS, PEOPLE, GuardPolicy.DROP))
                .singleElement()
                .satisfies(row -> assertThat(row.get("name")).isEqualTo("Ada"));
        assertThat(heard).hasSize(1);
    }

    @Test
    void failingEndsAtTheFirstWrongRow() {
        assertThatThrownBy(() -> sqlite(ROWS, PEOPLE, GuardPolicy.FAIL))
                .isInstanceOfSatisfying(
                        SourceException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_FAILED))
                .hasMessageContaining("NULL name");
        assertThat(heard)
                .singleElement()
                .satisfies(report -> assertThat(report.rows()).isEqualTo(2));
    }

    @Test
    void anExampleTellsTypeAndLengthAndNeverTheValue() throws SQLException {
        sqlite(ROWS, PEOPLE, GuardPolicy.LOG);

        assertThat(heard.get(0).text())
                .contains("text of 5 characters", "text of 22 characters")
                .doesNotContain("three", "too long");
    }

    @Test
    void columnsThatAreMissingOrNotExpectedAreTold() throws SQLException {
        sqlite("SELECT 1 AS id, 'Ada' AS nick, NULL AS born", PEOPLE, GuardPolicy.LOG);

        assertThat(heard.get(0).mismatches())
                .extracting(Mismatch::field, Mismatch::kind)
                .containsExactly(tuple("name", Kind.MISSING), tuple("nick", Kind.UNEXPECTED));
    }

    @Test
    void aWithheldFieldIsTakenOutOfTheRowAndToldNowhere() throws SQLException {
        SchemaContext schema = SchemaContext.of(
                PEOPLE.source(),
                Dialect.SQLITE,
                "",
                "",
                List.of(Table.builder(TableName.of("people"), TableKind.TABLE)
                        .fields(
                                Field.of("name", DataType.string()).withProperties(Map.of(Field.ACCESS, Field.MASKED)),
                                Field.of("ssn", DataType.string()).withProperties(Map.of(Field.ACCESS, Field.HIDDEN)))
                        .build()),
                Map.of());

        List<Map<String, ?>> rows = sqlite(
                "SELECT 1 AS id, 'Ada' AS name, NULL AS born, 'secret' AS ssn",
                PEOPLE.withholding(schema),
                GuardPolicy.LOG);

        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row.keySet().toString()).isEqualTo("[id, name, born]"));
        assertThat(heard).isEmpty();
    }

    @Test
    void columnsOfOneNameAreToldApart() throws SQLException {
        Expectation twice = Expectation.of(report(
                column("id", DataType.scalar(ScalarKind.INT64), Nullability.NOT_NULL),
                column("id", DataType.string(), Nullability.NOT_NULL)));

        assertThat(sqlite("SELECT 1 AS id, 'x' AS id", twice, GuardPolicy.FAIL))
                .singleElement()
                .satisfies(row -> assertThat(row.keySet().toString()).isEqualTo("[id, id (2)]"));
        assertThat(heard).isEmpty();
    }

    @Test
    void postgresValuesFitTheirTypes() throws SQLException {
        String query = """
                SELECT 1::bigint AS a, 2.50::numeric(10,2) AS b, 'x'::text AS c, true AS d, now() AS e, '2026-01-01'::date AS f,
                    '12:00'::time AS g, gen_random_uuid() AS h, '\\x01'::bytea AS i, ARRAY[1,2] AS j, '{"a":1}'::jsonb AS k,
                    interval '1 day' AS l, 1.5::double precision AS m, NULL::int AS n
                """;
        Expectation expectation = Expectation.of(report(
                column("a", DataType.scalar(ScalarKind.INT64), Nullability.NOT_NULL),
                column("b", DataType.decimal(10, 2), Nullability.NOT_NULL),
                column("c", DataType.string(), Nullability.NOT_NULL),
                column("d", DataType.scalar(ScalarKind.BOOLEAN), Nullability.NOT_NULL),
                column("e", DataType.scalar(ScalarKind.TIMESTAMP_WITH_ZONE), Nullability.NOT_NULL),
                column("f", DataType.scalar(ScalarKind.DATE), Nullability.NOT_NULL),
                column("g", DataType.scalar(ScalarKind.TIME), Nullability.NOT_NULL),
                column("h", DataType.scalar(ScalarKind.UUID), Nullability.NOT_NULL),
                column("i", DataType.scalar(ScalarKind.BYTES), Nullability.NOT_NULL),
                column("j", new DataType.Array(DataType.scalar(ScalarKind.INT32)), Nullability.NOT_NULL),
                column("k", new DataType.Json(), Nullability.NOT_NULL),
                column("l", DataType.scalar(ScalarKind.INTERVAL), Nullability.NOT_NULL),
                column("m", DataType.scalar(ScalarKind.FLOAT64), Nullability.NOT_NULL),
                column("n", DataType.scalar(ScalarKind.INT32), Nullability.NULLABLE)));

        assertThat(postgres(query, expectation, GuardPolicy.FAIL)).hasSize(1);
        assertThat(heard).isEmpty();
    }

    @Test
    void postgresRowsThatDifferAreLoggedDroppedOrFailed() throws SQLException {
        String query = "SELECT 1::bigint AS id, 'Ada' AS name, NULL::date AS born"
                + " UNION ALL SELECT 2, 'A name too long for it', now()::date";

        assertThat(postgres(query, PEOPLE, GuardPolicy.LOG)).hasSize(2);
        assertThat(postgres(query, PEOPLE, GuardPolicy.DROP)).hasSize(1);
        assertThatThrownBy(() -> postgres(query, PEOPLE, GuardPolicy.FAIL)).isInstanceOf(SourceException.class);
        assertThat(heard).hasSize(3);
    }

    @Test
    void mismatchesAreRecordedInTheRegistryWithoutValues() throws SQLException {
        try (SchemaRegistry registry = SchemaRegistry.initRegistry(new MemoryStore(), Clock.systemUTC())) {
            AuditedMismatches sink = new AuditedMismatches(registry, "agent:test");
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(ROWS);
                    GuardedRows rows = new RowGuard(PEOPLE, GuardPolicy.LOG, sink).rows(result)) {
                rows.forEachRemaining(row -> {});
            }

            assertThat(sink.recorded(10)).hasSize(3).allSatisfy(entry -> {
                assertThat(entry.actor()).isEqualTo("agent:test");
                assertThat(entry.subject()).isEqualTo("shop.people");
                assertThat(entry.detail()).doesNotContain("three").contains("1×");
            });
        }
    }

    @Test
    void rowsThatAreNotReadToTheEndAreRecordedWhenClosed() throws SQLException {
        RowGuard guard = new RowGuard(PEOPLE, GuardPolicy.LOG, heard::add);
        try (GuardedRows rows =
                guard.rows(List.of(Map.of("id", "x"), Map.of("id", "y")).iterator())) {
            assertThat(rows.next()).containsKey("id");
        }

        assertThat(heard)
                .singleElement()
                .satisfies(report -> assertThat(report.rows()).isEqualTo(1));
    }

    private List<Map<String, ?>> sqlite(String query, Expectation expectation, GuardPolicy policy) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            return rows(connection, query, expectation, policy);
        }
    }

    private List<Map<String, ?>> postgres(String query, Expectation expectation, GuardPolicy policy)
            throws SQLException {
        try (Connection connection =
                EmbeddedPostgresServer.shared().createDatabase().connect()) {
            return rows(connection, query, expectation, policy);
        }
    }

    private List<Map<String, ?>> rows(Connection connection, String query, Expectation expectation, GuardPolicy policy)
            throws SQLException {
        List<Map<String, ?>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query);
                GuardedRows guarded = new RowGuard(expectation, policy, heard::add).rows(result)) {
            guarded.forEachRemaining(rows::add);
        }
        return rows;
    }

    private static ContractReport report(ResultColumn... columns) {
        return new ContractReport(
                new SourceId("shop"),
                Verdict.ACCEPT,
                true,
                List.of(),
                List.of(TableName.of("people")),
                List.of(),
                List.of(columns),
                Map.of());
    }

    private static ResultColumn column(String name, DataType type, Nullability nullability) {
        return new ResultColumn(name, "", Optional.of(type), nullability);
    }
}
