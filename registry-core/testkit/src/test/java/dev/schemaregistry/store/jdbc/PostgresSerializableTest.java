package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import dev.schemaregistry.testkit.StoreConcurrencyContract;
import dev.schemaregistry.testkit.StoreLeasesContract;
import dev.schemaregistry.testkit.StoreNodesContract;
import java.sql.SQLException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The promises hold also where the server makes every transaction serializable, and thereby lets many of them fail at first. */
class PostgresSerializableTest implements StoreConcurrencyContract, StoreNodesContract, StoreLeasesContract {
    private EmbeddedPostgresServer.Database database;
    private RegistryStore store;
    private @Nullable RegistryStore another;

    @BeforeEach
    void open() throws SQLException {
        database = EmbeddedPostgresServer.shared().createDatabase();
        database.execute("ALTER DATABASE " + database.name() + " SET default_transaction_isolation = 'serializable'");
        store = connect();
    }

    @AfterEach
    void close() {
        store.close();
        if (another != null) {
            another.close();
        }
    }

    private RegistryStore connect() {
        return RegistryStores.open(database.uri("postgres"), Clock.systemUTC());
    }

    @Override
    public RegistryStore store() {
        return store;
    }

    @Override
    public RegistryStore reopen() {
        store.close();
        store = connect();
        return store;
    }

    @Override
    public RegistryStore another() {
        RegistryStore open = another == null ? connect() : another;
        another = open;
        return open;
    }
}
