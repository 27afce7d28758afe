package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.testkit.RegistryStoreContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest implements RegistryStoreContract {
    @TempDir
    Path folder;

    private RegistryStore store;

    @BeforeEach
    void open() {
        store = RegistryStores.open("sqlite:" + folder.resolve("registry.db"), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public RegistryStore store() {
        return store;
    }

    @Override
    public RegistryStore reopen() {
        close();
        open();
        return store;
    }
}
