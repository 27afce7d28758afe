package dev.schemaregistry.testkit;

import dev.schemaregistry.spi.RegistryStore;

/** A store of its own for each test, empty at first. */
public interface StoreUnderTest {
    /** The open store; the same one during a test. */
    RegistryStore store();

    /** Closes the store and opens what it left; afterwards {@link #store()} is the one returned. */
    RegistryStore reopen();

    /** The same registry as another program has it open: a store of its own beside {@link #store()}, the same one during a test. */
    RegistryStore another();
}
