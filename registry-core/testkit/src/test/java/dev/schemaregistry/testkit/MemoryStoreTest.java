package dev.schemaregistry.testkit;

import dev.schemaregistry.spi.RegistryStore;

class MemoryStoreTest implements RegistryStoreContract {
    private final MemoryStore store = new MemoryStore();

    @Override
    public RegistryStore store() {
        return store;
    }

    @Override
    public RegistryStore reopen() {
        store.close();
        return store;
    }

    @Override
    public RegistryStore another() {
        return store;
    }
}
