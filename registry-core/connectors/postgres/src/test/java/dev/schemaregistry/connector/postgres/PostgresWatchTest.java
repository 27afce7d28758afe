package dev.schemaregistry.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.PushSetup;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.testkit.HeardHints;
import dev.schemaregistry.testkit.TcpProxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresWatchTest {
    private static final PushPace QUICK =
            new PushPace(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofSeconds(1));
    private static final String MARKER = "COMMENT ON COLUMN orders.amount IS 'in euro'";

    private final HeardHints heard = new HeardHints();

    private PostgresWatch listen(PostgresSource source, int port) {
        Map<String, String> settings = Map.of(
                "host",
                "localhost",
                "port",
                Integer.toString(port),
                "database",
                source.database().name(),
                "user",
                source.reader(),
                "connect_timeout",
                "2");
        PostgresConnections connections =
                new PostgresConnections(PostgresSettings.of(settings), reference -> Secret.of(""));
        return PostgresWatch.start(new SourceId("shop"), connections, heard, QUICK);
    }

    private PostgresWatch listen(PostgresSource source) {
        return listen(source, source.database().port());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE made (id int)",
                "CREATE TABLE made AS SELECT * FROM customers",
                "SELECT id INTO made FROM customers",
                "CREATE VIEW made AS SELECT 1 AS one",
                "CREATE MATERIALIZED VIEW made AS SELECT 1 AS one",
                "CREATE SCHEMA made",
                "ALTER TABLE customers ADD COLUMN made int",
                "ALTER TABLE customers DROP COLUMN city CASCADE",
                "ALTER TABLE customers RENAME COLUMN city TO town",
                "ALTER TABLE orders ALTER COLUMN amount TYPE numeric(12, 3)",
                "ALTER TABLE customers SET SCHEMA other",
                "ALTER TABLE customers ENABLE ROW LEVEL SECURITY",
                "ALTER VIEW parisians SET (security_barrier = true)",
                "ALTER TYPE mood ADD VALUE 'well'",
                "ALTER DOMAIN age ADD CHECK (value < 200)",
                "CREATE INDEX made ON orders (amount)",
                "DROP INDEX orders_by_customer",
                "DROP TABLE orders",
                "DROP VIEW parisians",
                "DROP SCHEMA other CASCADE",
                "DROP TYPE mood",
                "DROP OWNED BY READER",
                "COMMENT ON TABLE customers IS 'who buys'",
                "COMMENT ON COLUMN customers.name IS 'as they write it'",
                "GRANT SELECT ON secrets TO PUBLIC",
                "REVOKE SELECT ON customers FROM PUBLIC",
                "SET session_replication_role = replica; CREATE TABLE made (id int)"
            })
    void everyChangeIsHeard(String change) throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            source.execute(
                    "CREATE SCHEMA other",
                    "CREATE TABLE other.thing (id int)",
                    "CREATE TYPE mood AS ENUM ('ill')",
                    "CREATE DOMAIN age AS int",
                    "CREATE TABLE readers_own (id int)",
                    "ALTER TABLE readers_own OWNER TO " + source.reader());
            try (PostgresWatch watch = listen(source)) {
                assertThat(watch).isNotNull();
                heard.awaitRestored(1);
                source.execute(change.replace("READER", source.reader()));
                heard.awaitChanged(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO orders VALUES (77)",
                "TRUNCATE orders",
                "VACUUM ANALYZE orders",
                "CREATE TEMP TABLE scratch (id int PRIMARY KEY); ALTER TABLE scratch ADD COLUMN word text DEFAULT 'x';"
                        + " CREATE INDEX ON scratch (word); DROP TABLE scratch",
                "REFRESH MATERIALIZED VIEW cities",
                "BEGIN; ALTER TABLE customers ADD COLUMN made int; ROLLBACK"
            })
    void whatChangesNoSchemaIsNotHeard(String statement) throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            source.execute("CREATE MATERIALIZED VIEW cities AS SELECT city FROM customers");
            try (PostgresWatch watch = listen(source)) {
                assertThat(watch).isNotNull();
                heard.awaitRestored(1);
                source.execute(statement);
                source.execute(MARKER);
                heard.awaitChanged(1);
                assertThat(heard.changes()).isOne();
            }
        }
    }

    @Test
    void aTransactionOfManyChangesIsOneHint() throws Exception {
        try (PostgresSource source = PostgresSource.shop();
                PostgresWatch watch = listen(source)) {
            assertThat(watch).isNotNull();
            heard.awaitRestored(1);
            try (Connection connection = source.database().connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                for (int i = 0; i < 50; i++) {
                    statement.execute("ALTER TABLE customers ADD COLUMN made_" + i + " int");
                }
                connection.commit();
            }
            heard.awaitChanged(1);
            source.execute(MARKER);
            heard.awaitChanged(2);
            assertThat(heard.changes()).isEqualTo(2);
        }
    }

    @Test
    void installingTwiceAndRemovingTwiceIsHarmlessAndLeavesNothing() throws Exception {
        try (PostgresSource source = PostgresSource.shopWithoutPush();
                SourceConnector administrator = source.administrator();
                SourceConnector reader = source.open()) {
            String before = ownObjects(source);
            PushSetup setup = administrator.pushSetup().orElseThrow();
            assertThat(setup.isInstalled()).isFalse();

            setup.install();
            setup.install();
            assertThat(setup.isInstalled()).isTrue();
            assertThat(reader.pushSetup().orElseThrow().isInstalled())
                    .as("seen by who only reads")
                    .isTrue();

            setup.remove();
            setup.remove();
            assertThat(setup.isInstalled()).isFalse();
            assertThat(ownObjects(source)).isEqualTo(before);
        }
    }

    private static String ownObjects(PostgresSource source) throws SQLException {
        return source.ask("SELECT (SELECT string_agg(nspname, ',' ORDER BY nspname) FROM pg_namespace)"
                + " || (SELECT count(*) FROM pg_proc) || ' ' || (SELECT count(*) FROM pg_event_trigger)"
                + " || ' ' || (SELECT count(*) FROM pg_description) || ' ' || (SELECT count(*) FROM pg_depend)");
    }

    @Test
    void whatIsInstalledIsNoPartOfTheSchema() throws Exception {
        try (PostgresSource source = PostgresSource.shopWithoutPush();
                SourceConnector administrator = source.administrator();
                SourceConnector reader = source.open()) {
            var mark = reader.fingerprint();
            var schema = reader.discover().tables();

            administrator.pushSetup().orElseThrow().install();

            assertThat(reader.fingerprint()).isEqualTo(mark);
            assertThat(reader.discover().tables()).isEqualTo(schema);
            assertThat(source.ask("SELECT obj_description('schema_registry_watch'::regnamespace)"))
                    .contains("Schema Registry for Agents");
        }
    }

    @Test
    void withoutThePrivilegeTheRefusalNamesIt() throws Exception {
        try (PostgresSource source = PostgresSource.shopWithoutPush();
                SourceConnector reader = source.open()) {
            source.execute("GRANT CREATE ON DATABASE " + source.database().name() + " TO " + source.reader());
            assertThatThrownBy(() -> reader.pushSetup().orElseThrow().install())
                    .asInstanceOf(type(SourceException.class))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SOURCE_DENIED))
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("\"shop\"", "42501", "SUPERUSER");
            assertThat(source.ask("SELECT to_regnamespace('schema_registry_watch')"))
                    .as("half of it")
                    .isEqualTo("null");
        }
    }

    @Test
    void aRoleWithoutAnyRightOnTheTriggersCanChangeItsTables() throws Exception {
        try (PostgresSource source = PostgresSource.shop();
                PostgresWatch watch = listen(source)) {
            assertThat(watch).isNotNull();
            heard.awaitRestored(1);
            source.execute("GRANT CREATE ON SCHEMA public TO " + source.reader());
            heard.awaitChanged(1);
            int before = heard.changes();
            try (Connection connection = source.database().connect(source.reader());
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE mine (id int)");
            }
            heard.awaitChanged(before + 1);
        }
    }

    @Test
    void aHintThatFailsLetsTheStatementBe() throws Exception {
        try (PostgresSource source = PostgresSource.shop()) {
            source.execute(
                    "GRANT CREATE ON SCHEMA public TO " + source.reader(),
                    "REVOKE EXECUTE ON FUNCTION pg_catalog.pg_notify(text, text) FROM PUBLIC");
            try (Connection connection = source.database().connect(source.reader());
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE mine (id int)");
                statement.execute("DROP TABLE mine");
                statement.execute("CREATE TABLE mine (id int)");
            }
            assertThat(source.ask("SELECT count(*) FROM mine")).isEqualTo("0");
        }
    }

    @Test
    void withoutTriggersItSaysSoAndNoticesBothInstallingAndRemoving() throws Exception {
        try (PostgresSource source = PostgresSource.shopWithoutPush();
                PostgresWatch watch = listen(source);
                SourceConnector administrator = source.administrator()) {
            assertThat(watch).isNotNull();
            heard.awaitLost(1);
            assertThat(heard.reasons().get(0)).contains("schema-registry watch install shop");

            administrator.pushSetup().orElseThrow().install();
            heard.awaitRestored(1);

            administrator.pushSetup().orElseThrow().remove();
            heard.awaitLost(2);
        }
    }

    @Test
    void aTriggerThatWasSwitchedOffByHandIsNoticed() throws Exception {
        try (PostgresSource source = PostgresSource.shop();
                PostgresWatch watch = listen(source)) {
            assertThat(watch).isNotNull();
            heard.awaitRestored(1);
            source.execute("ALTER EVENT TRIGGER schema_registry_watch_change DISABLE");
            heard.awaitLost(1);
        }
    }

    @Test
    void aConnectionThatIsKilledIsReplaced() throws Exception {
        try (PostgresSource source = PostgresSource.shop();
                PostgresWatch watch = listen(source)) {
            assertThat(watch).isNotNull();
            heard.awaitRestored(1);
            source.ask("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = '"
                    + source.reader() + "'");
            heard.awaitLost(1);
            heard.awaitRestored(2);
            source.execute(MARKER);
            heard.awaitChanged(1);
        }
    }

    @Test
    void aNetworkThatSwallowsEverythingIsNoticed() throws Exception {
        try (PostgresSource source = PostgresSource.shop();
                TcpProxy network =
                        TcpProxy.to(source.database().host(), source.database().port());
                PostgresWatch watch = listen(source, network.port())) {
            assertThat(watch).isNotNull();
            heard.awaitRestored(1);
            network.swallow();
            heard.awaitLost(1);
            network.repair();
            heard.awaitRestored(2);
        }
    }

    @Test
    void aServerThatIsAwayForLongIsOneLoss() throws Exception {
        try (PostgresSource source = PostgresSource.shop();
                TcpProxy network =
                        TcpProxy.to(source.database().host(), source.database().port());
                PostgresWatch watch = listen(source, network.port())) {
            assertThat(watch).isNotNull();
            heard.awaitRestored(1);
            network.cut();
            heard.awaitLost(1);
            int refused = network.connections();
            Awaitility.await().until(() -> network.connections() >= refused + 3);
            assertThat(heard.reasons()).hasSize(1);
            network.repair();
            heard.awaitRestored(2);
        }
    }

    @Test
    void theListenerNeverStandsInATransactionAndCannotWrite() throws Exception {
        try (PostgresSource source = PostgresSource.shop();
                PostgresWatch watch = listen(source)) {
            assertThat(watch).isNotNull();
            heard.awaitRestored(1);
            Awaitility.await()
                    .until(() -> source.ask(
                                    "SELECT string_agg(DISTINCT state, ',') FROM pg_stat_activity WHERE usename = '"
                                            + source.reader() + "'")
                            .equals("idle"));
        }
    }

    @Test
    void retriesComeLaterAndLaterAndNeverStop() {
        assertThat(PushPace.DEFAULT.retryAfter(1)).isEqualTo(Duration.ofMillis(250));
        assertThat(PushPace.DEFAULT.retryAfter(2)).isEqualTo(Duration.ofMillis(500));
        assertThat(PushPace.DEFAULT.retryAfter(8)).isEqualTo(Duration.ofSeconds(30));
        assertThat(PushPace.DEFAULT.retryAfter(1_000_000)).isEqualTo(Duration.ofSeconds(30));
    }
}
