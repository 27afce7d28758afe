package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import dev.schemaregistry.testkit.StoreUnderTest;
import java.sql.SQLException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Stores on a database of their own for each test. */
abstract class PostgresStores implements StoreUnderTest {
    private EmbeddedPostgresServer.Database database;
    private RegistryStore store;
    private @Nullable RegistryStore another;

    @BeforeEach
    void open() throws SQLException {
        database = EmbeddedPostgresServer.shared().createDatabase();
        prepare(database);
        store = connect();
    }

    /** What the database is like before a store makes its tables. */
    void prepare(EmbeddedPostgresServer.Database empty) throws SQLException {
        // as it comes
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
