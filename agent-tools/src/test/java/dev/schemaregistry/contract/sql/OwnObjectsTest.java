package dev.schemaregistry.contract.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.connector.postgres.PostgresConnectorFactory;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.sql.QueryCase.Expected;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import dev.schemaregistry.testkit.EmbeddedPostgresServer.Database;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a database has of its own, read from a real server, and whether a query may use it. */
class OwnObjectsTest {
    private static final SourceId ID = new SourceId("own");
    private static final SqlContractChecker CHECKER = SqlContractChecker.create();
    private static final String READER = EmbeddedPostgresServer.shared().newName("own_reader");

    private static Connection reader;
    private static SchemaContext schema;

    @BeforeAll
    static void layOut() throws Exception {
        Database database = EmbeddedPostgresServer.shared().createDatabase();
        database.execute("CREATE ROLE " + READER + " LOGIN");
        try (InputStream script = OwnObjectsTest.class.getResourceAsStream("own-objects.sql")) {
            assertThat(script).isNotNull();
            database.execute(new String(script.readAllBytes(), UTF_8));
        }
        database.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + READER);
        database.execute("REVOKE EXECUTE ON FUNCTION guarded(text) FROM PUBLIC");
        schema = read(database);
        reader = database.connect(READER);
        reader.setAutoCommit(false);
    }

    @AfterAll
    static void close() throws SQLException {
        reader.close();
        CHECKER.close();
    }

    private static SchemaContext read(Database database) {
        Map<String, String> settings = Map.of(
                "host", database.host(),
                "port", String.valueOf(database.port()),
                "database", database.name(),
                "user", READER);
        try (SourceConnector connector =
                new PostgresConnectorFactory().open(ID, settings, reference -> Secret.of(reference))) {
            Snapshot snapshot = connector.discover();
            return SchemaContext.of(
                            ID,
                            Dialect.POSTGRESQL,
                            snapshot.engine(),
                            snapshot.defaultNamespace(),
                            snapshot.tables(),
                            Map.of())
                    .withCatalog(snapshot.catalog().orElseThrow());
        }
    }

    static Stream<QueryCase> cases() throws IOException {
        return QueryCase.read("own-cases.txt");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judgesWhatIsTheSourcesOwn(QueryCase expected) throws SQLException {
        ContractReport report = CHECKER.validate(new ContractQuery(expected.query(), schema));

        List<Finding> errors =
                report.findings().stream().filter(Finding::isError).toList();
        assertThat(errors.stream().map(Finding::code).distinct())
                .as("%s", errors)
                .containsExactlyElementsOf(
                        expected.findings().stream().map(Expected::code).toList());
        assertThat(report.pureRead()).isEqualTo(expected.findings().isEmpty());
        if (!expected.types().isEmpty()) {
            assertThat(report.columns())
                    .extracting(ResultColumn::nativeType)
                    .containsExactlyElementsOf(expected.types());
        }
        String code =
                expected.findings().isEmpty() ? "" : expected.findings().get(0).code();
        String atServer = code.isEmpty() || code.startsWith("POLICY_") ? "" : code;
        assertThat(server(expected.query())).isEqualTo(atServer);
    }

    /** The SQLSTATE with which the server refuses to plan a query, or an empty text. */
    private static String server(String query) throws SQLException {
        try (Statement statement = reader.createStatement()) {
            statement.execute("EXPLAIN " + query.replace("?", "??"));
            return "";
        } catch (SQLException refused) {
            boolean unplanned = "42501".equals(refused.getSQLState()) || "57014".equals(refused.getSQLState());
            return unplanned ? "" : refused.getSQLState();
        } finally {
            reader.rollback();
        }
    }
}
