package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.changed;
import static dev.schemaregistry.testkit.StoreSamples.commit;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.StoreException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is not as it must be in a registry is found, and nothing else. */
class SoundnessTest {
    private static final SecretResolver NO_SECRETS = reference -> {
        throw new IllegalStateException("no secret is needed");
    };

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void makeASoundOne() {
        file = folder.resolve("registry.db");
        try (RegistryStore store = RegistryStores.open(file.toString(), Clock.systemUTC())) {
            fill(store);
        }
    }

    private static void fill(RegistryStore store) {
        DataSource shop =
                dev.schemaregistry.testkit.StoreSamples.fill(store, SHOP, table("orders"), table("customers"));
        store.commit(commit(
                shop, changed(store.findTable(TableRef.of("shop", "orders")).orElseThrow(), table("orders", "total"))));
        store.putPosition("index", 3);
    }

    @Test
    void aSoundRegistryIsSound() throws IOException {
        byte[] before = Files.readAllBytes(file);
        String newest = Integer.toString(Migrations.CURRENT);
        assertThat(check()).isEqualTo(new Soundness(file.toString(), newest, 1, 3, 4, List.of()));
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "DELETE FROM data_sources; refers to one that is not there, in the table table_meta, which refers to data_sources",
                "UPDATE registry_meta SET value = 'diary' WHERE name = 'application'; application is diary",
                "DELETE FROM registry_meta WHERE name = 'application'; application is not told",
                "DELETE FROM event_counter; has no counter: no row",
                "UPDATE event_counter SET last_sequence = 3; at 3, while the last event has the place 4",
                "UPDATE positions SET sequence = 5; ahead of the event log: index",
                "DELETE FROM events WHERE table_name = 'customers'; a version has no event: shop.customers, revision 1",
                "UPDATE events SET revision = NULL WHERE sequence = 4; an event has no version: place 4",
                "INSERT INTO events (sequence, at, kind, source_id, table_name, revision) "
                        + "VALUES (2, 0, 'table_changed', 'shop', 'gone', 1); an event has no version: place 2",
                "DELETE FROM table_versions WHERE revision = 1 AND table_name = 'orders'; shop.orders has 1 up to revision 2",
                "UPDATE table_meta SET version = '9.0.0' WHERE table_name = 'orders'; not its last version: shop.orders",
                "UPDATE table_meta SET schema_json = '{}' WHERE table_name = 'orders'; not its last version: shop.orders",
                "DELETE FROM table_meta WHERE table_name = 'orders'; not among the current tables: shop.orders",
                "UPDATE table_versions SET schema_json = '{\"name\":' WHERE revision = 1 AND table_name = 'orders'; "
                        + "revision 1 of the table shop.orders cannot be read",
            })
    void whatIsNotAsItMustBeIsNamed(String statement, String finding) throws SQLException {
        if (statement.contains("sequence, at")) {
            sql("DELETE FROM events WHERE sequence = 2");
        }
        sql(statement);
        assertThat(check().isSound()).isFalse();
        assertThat(check().findings()).anySatisfy(found -> assertThat(found).contains(finding));
    }

    @Test
    void damagedPagesOfALargeFileAreFound() throws Exception {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() - 4096);
            bytes.write("damaged ".repeat(500).getBytes(StandardCharsets.US_ASCII));
        }
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(this::check)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_CORRUPT));
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void anOlderRegistryIsLookedThroughAndLeft() throws SQLException {
        sql("DROP TABLE source_catalogs");
        sql("PRAGMA user_version = 4");
        sql("UPDATE registry_meta SET value = '4' WHERE name = 'schema_version'");
        assertThat(check().findings()).isEmpty();
        assertThat(check().tablesVersion()).isEqualTo("4");
    }

    @Test
    void aRegistryOnPostgresIsLookedThroughToo() throws SQLException {
        EmbeddedPostgresServer.Database database =
                EmbeddedPostgresServer.shared().createDatabase();
        String url = database.uri("postgres");
        assertThatThrownBy(() -> Soundness.check(url, NO_SECRETS))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_EMPTY));
        try (RegistryStore store = RegistryStores.open(url, Clock.systemUTC())) {
            fill(store);
        }
        assertThat(Soundness.check(url, NO_SECRETS).findings()).isEmpty();
        database.execute("DELETE FROM events WHERE table_name = 'customers'");
        assertThat(Soundness.check(url, NO_SECRETS).findings())
                .containsExactly("a version has no event: shop.customers, revision 1");
    }

    private Soundness check() {
        return Soundness.check(file.toString(), NO_SECRETS);
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
