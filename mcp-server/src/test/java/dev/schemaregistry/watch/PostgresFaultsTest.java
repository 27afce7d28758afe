package dev.schemaregistry.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.event.RegistryEvent.TableChanged;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.Connectors;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceAddress;
import dev.schemaregistry.store.jdbc.RegistryStores;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import dev.schemaregistry.testkit.EmbeddedPostgresServer.Database;
import dev.schemaregistry.watch.IntrospectionResult.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real server may do to a reading, and what the registry makes of it. */
class PostgresFaultsTest {
    private static final SourceId SHOP = new SourceId("shop");
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private final EmbeddedPostgresServer server = EmbeddedPostgresServer.shared();
    private final Connectors connectors = Connectors.installed(reference -> Secret.of(""));
    private final String reader = server.newName("reader");

    @TempDir
    Path folder;

    private Database database;
    private SchemaRegistry registry;

    @BeforeEach
    void shop() throws SQLException {
        database = server.createDatabase();
        database.execute("CREATE ROLE " + reader + " LOGIN");
        fill(database);
        registry = open();
        register(database.port());
        introspect();
    }

    private void fill(Database empty) throws SQLException {
        empty.execute("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO " + reader
                + "; ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO " + reader
                + "; CREATE TABLE customers (id int PRIMARY KEY, name text)"
                + "; CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers)"
                + "; CREATE SCHEMA hr; CREATE TABLE hr.people (id int PRIMARY KEY, name text)"
                + "; CREATE TABLE hr.wages (id int REFERENCES hr.people, amount numeric(10,2))");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private SchemaRegistry open() {
        return SchemaRegistry.initRegistry(
                RegistryStores.open(folder.resolve("registry.db").toString(), NOON), NOON);
    }

    private void register(int port) {
        SourceAddress address = connectors
                .locate(Optional.empty(), Secret.of(database.uri(reader)))
                .address();
        Map<String, String> settings = new TreeMap<>(address.settings());
        settings.put("port", Integer.toString(port));
        registry.upsertDataSource(SHOP, "postgres", address.redactedUri(), Optional.empty(), settings);
    }

    private IntrospectionResult introspect() {
        return introspect(IntrospectionLimits.DEFAULT);
    }

    private IntrospectionResult introspect(IntrospectionLimits limits) {
        return new IntrospectionService(registry, connectors)
                .introspect(List.of(SHOP), limits, IntrospectionListener.SILENT)
                .get(0);
    }

    private SourceHealth health() {
        return registry.getDataSource(SHOP).health();
    }

    private List<String> versions() {
        return registry.currentTables(SHOP).stream()
                .map(version -> version.ref().table().text() + ' ' + version.version())
                .toList();
    }

    @Test
    void usageTakenFromASchemaMarksItStaleAndGivingItBackMakesNoVersion() throws SQLException {
        List<String> before = versions();
        long events = registry.lastSequence();

        database.execute("REVOKE USAGE ON SCHEMA hr FROM " + reader);
        IntrospectionResult revoked = introspect();

        assertThat(revoked.warnings()).singleElement().asString().contains("lacks USAGE on schema \"hr\"");
        assertThat(health().status()).isEqualTo(SourceHealth.Status.PARTIAL);
        assertThat(health().staleness(new TableName("hr", "wages"))).hasValueSatisfying(part -> {
            assertThat(part.since()).isEqualTo(NOON.instant());
            assertThat(part.gap().reason()).contains("USAGE");
        });
        assertThat(health().staleness(TableName.of("orders"))).isEmpty();
        assertThat(introspect().outcome()).isEqualTo(Outcome.NOT_MOVED);
        assertThat(health().status()).isEqualTo(SourceHealth.Status.PARTIAL);

        database.execute("GRANT USAGE ON SCHEMA hr TO " + reader);
        introspect();

        assertThat(health()).isEqualTo(SourceHealth.ok(NOON.instant()));
        assertThat(versions()).isEqualTo(before);
        assertThat(registry.lastSequence()).isEqualTo(events);
    }

    @Test
    void selectTakenFromAWholeSchemaMarksItStaleAndFromOneTableMakesAVersion() throws SQLException {
        List<String> before = versions();
        database.execute("REVOKE SELECT ON ALL TABLES IN SCHEMA hr FROM " + reader);
        introspect();
        assertThat(health().staleness(new TableName("hr", "people"))).isPresent();
        assertThat(versions()).isEqualTo(before);

        database.execute("GRANT SELECT ON ALL TABLES IN SCHEMA hr TO " + reader);
        introspect();
        assertThat(health().stale()).isEmpty();
        assertThat(versions()).isEqualTo(before);

        database.execute("REVOKE SELECT ON orders FROM " + reader);
        introspect();
        assertThat(versions()).contains("orders 2.0.0").containsAll(before.subList(2, 4));
        assertThat(health().status()).isEqualTo(SourceHealth.Status.OK);
        assertThat(introspect().outcome()).isEqualTo(Outcome.NOT_MOVED);

        database.execute("GRANT SELECT ON orders TO " + reader);
        introspect();
        assertThat(versions()).contains("orders 2.1.0");
    }

    @Test
    void aSchemaThatIsReallyDroppedIsRemoved() throws SQLException {
        database.execute("DROP SCHEMA hr CASCADE");
        introspect();
        assertThat(registry.listTables(SHOP)).containsExactly(TableName.of("customers"), TableName.of("orders"));
        assertThat(health().status()).isEqualTo(SourceHealth.Status.OK);
    }

    @Test
    void aDatabaseThatIsSuddenlyEmptyIsKeptUntilItIsBelieved() throws SQLException {
        long events = registry.lastSequence();
        database.execute("DROP SCHEMA hr CASCADE; DROP TABLE orders, customers");

        IntrospectionResult doubted = introspect();

        assertThat(doubted.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(doubted.warnings()).singleElement().asString().contains("--accept-empty shop");
        assertThat(registry.listTables(SHOP)).hasSize(4);
        assertThat(registry.lastSequence()).isEqualTo(events);
        assertThat(health().staleness(TableName.of("orders"))).isPresent();

        introspect(IntrospectionLimits.DEFAULT.withAcceptEmpty(true));

        assertThat(registry.listTables(SHOP)).isEmpty();
        assertThat(health().status()).isEqualTo(SourceHealth.Status.OK);
    }

    @Test
    void aDatabaseThatIsDroppedAndRestoredWithOtherIdsIsTheSame() throws SQLException {
        List<String> before = versions();
        long events = registry.lastSequence();
        Database administration = new Database(database.host(), database.port(), "postgres");
        administration.execute("DROP DATABASE " + database.name() + " WITH (FORCE)");

        IntrospectionResult gone = introspect();
        assertThat(gone.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(health().status()).isEqualTo(SourceHealth.Status.UNREACHABLE);
        assertThat(health().staleness(TableName.of("orders"))).isPresent();
        assertThat(versions()).isEqualTo(before);

        administration.execute("CREATE DATABASE " + database.name());
        introspect();
        assertThat(health().status()).isEqualTo(SourceHealth.Status.PARTIAL);
        assertThat(versions()).isEqualTo(before);

        database.execute("CREATE TABLE shifts_every_id (id int); DROP TABLE shifts_every_id");
        fill(database);
        introspect();
        assertThat(health().status()).isEqualTo(SourceHealth.Status.OK);
        assertThat(versions()).isEqualTo(before);
        assertThat(registry.lastSequence()).isEqualTo(events);
    }

    @Test
    void aListingThatIsCutHalfWayChangesNothing() throws Exception {
        List<String> before = versions();
        long events = registry.lastSequence();
        database.execute("ALTER TABLE orders ADD COLUMN total int; DROP TABLE hr.wages");
        long whole;
        try (CuttingProxy proxy = CuttingProxy.to(database.host(), database.port(), Long.MAX_VALUE)) {
            probe(proxy.port());
            whole = proxy.passed();
        }
        for (int part = 1; part < 8; part++) {
            try (CuttingProxy proxy = CuttingProxy.to(database.host(), database.port(), whole * part / 8)) {
                register(proxy.port());
                IntrospectionResult cut = introspect();
                assertThat(cut.failure())
                        .as("cut after " + part + " eighths")
                        .hasValueSatisfying(
                                failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_UNREACHABLE));
                assertThat(tableEvents(events)).isEmpty();
                assertThat(versions()).isEqualTo(before);
            }
        }
        register(database.port());
        introspect();
        assertThat(versions()).contains("orders 1.1.0");
        assertThat(registry.findTableSchema(new TableRef(SHOP, new TableName("hr", "wages"))))
                .isEmpty();
    }

    /** The whole of a reading, as the cut ones do it. */
    private void probe(int port) {
        SchemaRegistry other = SchemaRegistry.initRegistry(
                RegistryStores.open(folder.resolve("other.db").toString(), NOON), NOON);
        try (other) {
            Map<String, String> settings =
                    new TreeMap<>(registry.getDataSource(SHOP).settings());
            settings.put("port", Integer.toString(port));
            other.upsertDataSource(SHOP, "postgres", "postgresql://proxy", Optional.empty(), settings);
            assertThat(new IntrospectionService(other, connectors)
                            .introspect(List.of(SHOP), IntrospectionLimits.DEFAULT, IntrospectionListener.SILENT)
                            .get(0)
                            .outcome())
                    .isEqualTo(Outcome.CHANGED);
        }
    }

    private List<RegistryEvent> tableEvents(long after) {
        return registry.changesSince(after, 100).stream()
                .filter(TableChanged.class::isInstance)
                .toList();
    }

    @Test
    void aBackendThatIsTerminatedWhileItReadsChangesNothing() throws Exception {
        List<String> before = versions();
        database.execute("ALTER TABLE orders ADD COLUMN total int");
        try (Connection lock = database.connect();
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("LOCK TABLE pg_catalog.pg_namespace IN ACCESS EXCLUSIVE MODE");
            Thread killer = new Thread(this::terminateTheReader);
            killer.start();
            try {
                assertThat(introspect().outcome()).isEqualTo(Outcome.FAILED);
            } finally {
                killer.join();
                lock.rollback();
            }
        }
        assertThat(versions()).isEqualTo(before);
        introspect();
        assertThat(versions()).contains("orders 1.1.0");
    }

    private void terminateTheReader() {
        try (Connection connection = new Database(database.host(), database.port(), "postgres").connect();
                Statement statement = connection.createStatement()) {
            org.awaitility.Awaitility.await().until(() -> {
                try (ResultSet rows = statement.executeQuery(
                        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = '" + reader
                                + "' AND wait_event_type = 'Lock'")) {
                    rows.next();
                    return rows.getInt(1) > 0;
                }
            });
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void lookingAtWhatDoesNotChangeLeavesTheStoreAsItIs() throws Exception {
        introspect(IntrospectionLimits.DEFAULT.withForce(true));
        String before = bytes();
        for (int i = 0; i < 3; i++) {
            assertThat(introspect().outcome()).isEqualTo(Outcome.NOT_MOVED);
            assertThat(introspect(IntrospectionLimits.DEFAULT.withForce(true)).outcome())
                    .isEqualTo(Outcome.UNCHANGED);
        }
        assertThat(bytes()).isEqualTo(before);
    }

    /** Of the closed file, so that nothing waits in a log beside it. */
    private String bytes() throws Exception {
        registry.close();
        byte[] content = Files.readAllBytes(folder.resolve("registry.db"));
        registry = open();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    @Test
    void aFlappingServerMakesNoEvent() throws Exception {
        List<TableVersion> before = registry.currentTables(SHOP);
        long events = registry.lastSequence();
        for (int i = 0; i < 5; i++) {
            database.execute("ALTER ROLE " + reader + " NOLOGIN");
            assertThat(introspect().outcome()).isEqualTo(Outcome.FAILED);
            database.execute("ALTER ROLE " + reader + " LOGIN");
            assertThat(introspect().outcome()).isEqualTo(Outcome.NOT_MOVED);
        }
        assertThat(registry.currentTables(SHOP)).isEqualTo(before);
        assertThat(registry.lastSequence()).isEqualTo(events);
        assertThat(health()).isEqualTo(SourceHealth.ok(NOON.instant()));
    }
}
