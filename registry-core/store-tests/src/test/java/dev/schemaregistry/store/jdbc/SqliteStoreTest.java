package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.testkit.RegistryStoreContract;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest implements RegistryStoreContract {
    @TempDir
    Path folder;

    private RegistryStore store;
    private @Nullable RegistryStore another;

    @BeforeEach
    void openFirst() {
        store = open();
    }

    @AfterEach
    void closeBoth() {
        store.close();
        if (another != null) {
            another.close();
        }
    }

    private RegistryStore open() {
        return RegistryStores.open("sqlite:" + folder.resolve("registry.db"), Clock.systemUTC());
    }

    @Override
    public RegistryStore store() {
        return store;
    }

    @Override
    public RegistryStore reopen() {
        store.close();
        store = open();
        return store;
    }

    @Override
    public RegistryStore another() {
        RegistryStore open = another == null ? open() : another;
        another = open;
        return open;
    }
}
