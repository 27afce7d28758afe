package dev.schemaregistry.contract.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.connector.postgres.PostgresConnectorFactory;
import dev.schemaregistry.connector.sqlite.SqliteConnectorFactory;
import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.guard.Execution.Cut;
import dev.schemaregistry.contract.sql.SqlContractChecker;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.ReadRunner;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries that are run under guard, at real sources. */
class GuardedExecutorTest {
    private static final SourceId SHOP = new SourceId("shop");
    private static final String SETUP =
            "CREATE TABLE people (id integer PRIMARY KEY, name varchar(20) NOT NULL, note text)";

    @TempDir
    Path folder;

    private final ContractChecker checker = SqlContractChecker.create();
    private final List<MismatchReport> heard = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private final List<SourceConnector> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(SourceConnector::close);
        checker.close();
    }

    @Test
    void returnsTheRowsOfASqliteQuery() throws SQLException {
        Site site = sqlite();

        Execution execution =
                executor(ExecutionLimits.DEFAULT).run(site.query("SELECT id, name FROM people"), site.runner());

        assertThat(execution.wasRun()).isTrue();
        assertThat(execution.rows()).hasSize(5);
        assertThat(execution.rows().get(0).get("name")).isEqualTo("n1");
        assertThat(execution.cut()).isEmpty();
        assertThat(execution.tries()).isEqualTo(1);
        assertThat(execution.mismatches())
                .hasValueSatisfying(report -> assertThat(report.isClean()).isTrue());
    }

    @Test
    void returnsTheRowsOfAPostgresQuery() throws SQLException {
        Site site = postgres();

        Execution execution = executor(ExecutionLimits.DEFAULT)
                .run(site.query("SELECT p.id, p.name, count(*) FROM people p GROUP BY p.id, p.name"), site.runner());

        assertThat(execution.rows()).hasSize(5);
        assertThat(execution.mismatches())
                .hasValueSatisfying(report -> assertThat(report.isClean()).isTrue());
    }

    @Test
    void whatTheContractRefusesIsNotRun() throws SQLException {
        Site site = sqlite();
        for (String query : List.of("SELECT nmae FROM people", "DELETE FROM people", "SELECT 1; DROP TABLE people")) {
            Execution execution = executor(ExecutionLimits.DEFAULT).run(site.query(query), new Failing("00000"));

            assertThat(execution.wasRun()).as(query).isFalse();
            assertThat(execution.tries()).isZero();
        }
    }

    @Test
    void stopsAtTheLimitOfRows() throws SQLException {
        for (Site site : List.of(sqlite(), postgres())) {
            Execution execution = executor(ExecutionLimits.DEFAULT.withRows(3))
                    .run(site.query("SELECT id FROM people"), site.runner());

            assertThat(execution.rows()).hasSize(3);
            assertThat(execution.cut()).contains(Cut.ROWS);
        }
        Site site = sqlite();
        assertThat(executor(ExecutionLimits.DEFAULT.withRows(5))
                        .run(site.query("SELECT id FROM people"), site.runner())
                        .cut())
                .isEmpty();
    }

    @Test
    void stopsAtTheLimitOfBytes() throws SQLException {
        Site site = sqlite();

        Execution execution = executor(ExecutionLimits.DEFAULT.withBytes(40))
                .run(site.query("SELECT id, name FROM people"), site.runner());

        assertThat(execution.rows()).hasSize(4);
        assertThat(execution.cut()).contains(Cut.BYTES);
    }

    @Test
    void aQueryThatTakesTooLongEndsWithATimeout() throws SQLException {
        ExecutionLimits limits = ExecutionLimits.DEFAULT.withTimeout(Duration.ofMillis(200));
        String endless = "WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t";
        for (Site site : List.of(sqlite(), postgres())) {
            assertThatThrownBy(() -> executor(limits).run(site.query(endless), site.runner()))
                    .isInstanceOfSatisfying(
                            SourceException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_TIMEOUT));
        }
        assertThat(waits).isEmpty();
    }

    @Test
    void theSessionCannotWrite() throws SQLException {
        for (Site site : List.of(sqlite(), postgres())) {
            for (String write :
                    List.of("DELETE FROM people", "INSERT INTO people VALUES (9, 'x', NULL) RETURNING id")) {
                assertThatThrownBy(() -> site.runner()
                                .run(write, new ReadRunner.Limits(Duration.ofSeconds(10), 10), rows -> rows.next()))
                        .as(write)
                        .isInstanceOf(SourceException.class);
            }
            assertThat(executor(ExecutionLimits.DEFAULT)
                            .run(site.query("SELECT id FROM people"), site.runner())
                            .rows())
                    .hasSize(5);
        }
    }

    @Test
    void valuesThatBreakTheContractAreFound() throws SQLException {
        Site site = sqlite("INSERT INTO people VALUES (6, 'a name of more than twenty characters', NULL)");

        Execution execution =
                executor(ExecutionLimits.DEFAULT).run(site.query("SELECT id, name FROM people"), site.runner());

        assertThat(execution.rows()).hasSize(6);
        assertThat(heard)
                .singleElement()
                .satisfies(report -> assertThat(report.of("name")).hasSize(1));
    }

    @Test
    void aSerializationFailureIsTriedAgain() throws SQLException {
        Site site = sqlite();
        int[] asked = {0};
        ReadRunner failing = new ReadRunner() {
            @Override
            public <T> T run(String query, Limits limits, Reading<T> reading) {
                if (++asked[0] < 3) {
                    throw new SourceException(ErrorCode.SOURCE_FAILED, "try again", new SQLException("x", "40001"));
                }
                return site.runner().run(query, limits, reading);
            }
        };

        Execution execution = executor(ExecutionLimits.DEFAULT).run(site.query("SELECT id FROM people"), failing);

        assertThat(execution.tries()).isEqualTo(3);
        assertThat(waits).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400));
    }

    @Test
    void triesEndAndOtherFailuresAreNotTriedAgain() throws SQLException {
        Site site = sqlite();
        assertThat(triesUntilFailure(site, "40P01")).isEqualTo(3);
        assertThat(triesUntilFailure(site, "08006")).isEqualTo(3);
        assertThat(triesUntilFailure(site, "42703")).isEqualTo(1);
        assertThat(triesUntilFailure(site, "57014")).isEqualTo(1);
    }

    private int triesUntilFailure(Site site, String state) {
        Failing failing = new Failing(state);
        assertThatThrownBy(() -> executor(ExecutionLimits.DEFAULT).run(site.query("SELECT id FROM people"), failing))
                .isInstanceOf(SourceException.class);
        return failing.asked;
    }

    private static final class Failing implements ReadRunner {
        private final String state;
        private int asked;

        Failing(String state) {
            this.state = state;
        }

        @Override
        public <T> T run(String query, Limits limits, Reading<T> reading) {
            asked++;
            throw new SourceException(ErrorCode.SOURCE_FAILED, "no", new SQLException("x", state));
        }
    }

    private GuardedExecutor executor(ExecutionLimits limits) {
        return new GuardedExecutor(checker, GuardPolicy.LOG, heard::add, limits, waits::add);
    }

    private record Site(SchemaContext schema, ReadRunner runner) {
        ContractQuery query(String text) {
            return new ContractQuery(text, schema);
        }
    }

    private Site sqlite(String... more) throws SQLException {
        Path file = folder.resolve("shop" + open.size() + ".db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            fill(connection, more);
        }
        return site(
                Dialect.SQLITE, new SqliteConnectorFactory().open(SHOP, Map.of("path", file.toString()), reference -> {
                            throw new AssertionError(reference);
                        }));
    }

    private Site postgres() throws SQLException {
        EmbeddedPostgresServer.Database database =
                EmbeddedPostgresServer.shared().createDatabase();
        try (Connection connection = database.connect()) {
            fill(connection);
        }
        Map<String, String> settings = Map.of(
                "host", database.host(),
                "port", Integer.toString(database.port()),
                "database", database.name(),
                "user", "postgres");
        return site(Dialect.POSTGRESQL, new PostgresConnectorFactory().open(SHOP, settings, reference -> {
                    throw new AssertionError(reference);
                }));
    }

    private Site site(Dialect dialect, SourceConnector connector) {
        open.add(connector);
        Snapshot snapshot = connector.discover();
        SchemaContext schema = SchemaContext.of(
                SHOP, dialect, snapshot.engine(), snapshot.defaultNamespace(), snapshot.tables(), Map.of());
        return new Site(schema, connector.readRunner().orElseThrow());
    }

    private static void fill(Connection connection, String... more) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETUP);
            for (int id = 1; id <= 5; id++) {
                statement.execute("INSERT INTO people VALUES (" + id + ", 'n" + id + "', NULL)");
            }
            for (String each : more) {
                statement.execute(each);
            }
        }
    }
}
