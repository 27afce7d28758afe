package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.testkit.StoreSamples.NOON;
import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.fill;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three tables that other programs read, by plain SQL and the columns they know. */
class SeedTablesTest {
    private static final Table CUSTOMERS = Table.builder(TableName.of("customers"), TableKind.TABLE)
            .fields(Field.of("id", DataType.scalar(ScalarKind.INT64))
                    .withNativeType("bigint")
                    .withNullable(false))
            .build();
    private static final long MILLIS = NOON.toEpochMilli();

    @Test
    void onSqlite(@TempDir Path folder) throws SQLException {
        Path file = folder.resolve("registry.db");
        try (RegistryStore store = RegistryStores.open(file.toString(), Clock.systemUTC());
                Connection client = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            assertReadable(store, client);
        }
    }

    @Test
    void onPostgres() throws SQLException {
        EmbeddedPostgresServer.Database database =
                EmbeddedPostgresServer.shared().createDatabase();
        try (RegistryStore store = RegistryStores.open(database.uri("postgres"), Clock.systemUTC());
                Connection client = database.connect()) {
            assertReadable(store, client);
        }
    }

    private static void assertReadable(RegistryStore store, Connection client) throws SQLException {
        fill(store, SHOP, CUSTOMERS);
        store.putEntity(
                new OntologyEntity("Customer", Optional.empty(), List.of(), List.of(TableRef.of("shop", "customers"))),
                NOON);
        assertThat(rows(client, "SELECT id, uri, type, version, updated_at FROM data_sources"))
                .containsExactly(List.of("shop", "postgresql://localhost/shop", "postgres", "1.0.0", "" + MILLIS));
        assertThat(rows(client, "SELECT source_id, table_name, schema_json, version, updated_at FROM table_meta"))
                .containsExactly(List.of(
                        "shop",
                        "customers",
                        "{\"format\":1,\"name\":\"customers\",\"kind\":\"table\",\"fields\":"
                                + "[{\"name\":\"id\",\"type\":\"int64\",\"nativeType\":\"bigint\",\"nullable\":false}]}",
                        "1.0.0",
                        "" + MILLIS));
        assertThat(rows(client, "SELECT entity_name, source_tables FROM ontology_mapping"))
                .containsExactly(List.of("Customer", "[\"shop.customers\"]"));
    }

    private static List<List<String>> rows(Connection client, String query) throws SQLException {
        try (Statement statement = client.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<List<String>> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                all.add(row);
            }
            return all;
        }
    }
}
