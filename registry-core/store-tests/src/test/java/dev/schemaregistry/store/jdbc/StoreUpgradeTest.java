package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.json.RegistryJson;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.Snapshot.Gap;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** A registry that an older program made is brought up to date by whoever comes first, and loses nothing. */
class StoreUpgradeTest {
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    @Test
    void aFileOfTheFirstVersionKeepsWhatItHolds() throws Exception {
        Path file = ofFirstVersion();
        try (RegistryStore store = RegistryStores.open(file.toString(), Clock.systemUTC())) {
            assertIsComplete(store);
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.upgrade");
    }

    @Test
    void aDatabaseOfTheFirstVersionKeepsWhatItHolds() throws Exception {
        EmbeddedPostgresServer.Database database =
                EmbeddedPostgresServer.shared().createDatabase();
        fillFirstVersion(
                PostgresAddress.parse(database.uri("postgres"), reference -> {
                            throw new IllegalStateException("no secret is needed");
                        })
                        .dataSource(),
                "postgresql");
        try (RegistryStore store = RegistryStores.open(database.uri("postgres"), Clock.systemUTC())) {
            assertIsComplete(store);
        }
    }

    @Test
    void processesThatUpgradeOneFileAtOnceMeetNoError() throws Exception {
        Path file = ofFirstVersion();
        List<ChildProcess> children = new ArrayList<>();
        try {
            for (String id : List.of("one", "two", "three")) {
                children.add(ChildProcess.start(
                        folder.resolve(id + ".txt"), List.of(), ChildWriter.class, file.toString(), id, "3"));
            }
            for (ChildProcess child : children) {
                try (BufferedReader output = child.output()) {
                    assertThat(output.lines())
                            .as(Files.readString(child.errors()))
                            .hasSize(3);
                }
            }
        } finally {
            children.forEach(ChildProcess::close);
        }
        try (RegistryStore store = RegistryStores.open(file.toString(), Clock.systemUTC())) {
            assertIsComplete(store);
            assertThat(store.listSources()).hasSize(4);
        }
    }

    @Test
    void threadsThatUpgradeOneFileAtOnceMeetNoError() throws Exception {
        Path file = ofFirstVersion();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> opened = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                opened.add(threads.submit(() ->
                        RegistryStores.open(file.toString(), Clock.systemUTC()).close()));
            }
            for (Future<?> each : opened) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.upgrade");
    }

    private Path ofFirstVersion() throws SQLException {
        Path file = folder.resolve("registry.db");
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        fillFirstVersion(source, "sqlite");
        return file;
    }

    private static void fillFirstVersion(DataSource source, String dialect) throws SQLException {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:dev/schemaregistry/store/jdbc/" + dialect)
                .table("registry_migrations")
                .target("1")
                .load()
                .migrate();
        String json = RegistryJson.write(table("orders", "total")).replace("'", "''");
        String version = "VALUES ('shop', 'orders', 1, '1.0.0', 'catalog1-sha256:00', '" + json + "', ";
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO data_sources (id, uri, type, version, updated_at, revision, health, last_seen)"
                            + " VALUES ('shop', 'postgresql://h/shop', 'postgres', '1.0.0', 0, 1, 'PARTIAL', "
                            + THEN.toEpochMilli() + ")");
            statement.execute("INSERT INTO table_versions"
                    + " (source_id, table_name, revision, version, fingerprint, schema_json, bump, created_at) "
                    + version + "'MINOR', 0)");
            statement.execute("INSERT INTO table_meta"
                    + " (source_id, table_name, revision, version, fingerprint, schema_json, updated_at) " + version
                    + "0)");
        }
    }

    private static void assertIsComplete(RegistryStore store) {
        dev.schemaregistry.model.DataSource shop = store.findSource(SHOP).orElseThrow();
        assertThat(shop.health().status()).isEqualTo(SourceHealth.Status.PARTIAL);
        assertThat(shop.health().lastSeen()).contains(THEN);
        assertThat(shop.health().stale()).isEmpty();
        assertThat(store.listTables(SHOP))
                .singleElement()
                .satisfies(version -> assertThat(version.table()).isEqualTo(table("orders", "total")));
        SourceHealth partial =
                shop.health().read(THEN.plusSeconds(60), List.of(Gap.of(TableName.of("orders"), "denied")));
        store.putHealth(SHOP, partial);
        assertThat(store.findSource(SHOP).orElseThrow().health()).isEqualTo(partial);
        store.putHealth(SHOP, shop.health());
        assertThat(store.listValues(SHOP)).isEmpty();
        assertThat(store.putValues(
                        TableRef.of("shop", "orders"), List.of(new FieldValues("name", List.of("USA"))), THEN))
                .isTrue();
        store.removeValues(TableRef.of("shop", "orders"), THEN);
        assertThat(store.findSource(new SourceId("nobody"))).isEmpty();
    }
}
