package dev.schemaregistry.testkit;

/**
 * Everything a {@link dev.schemaregistry.spi.RegistryStore} promises. A store's test opens the store and inherits the tests.
 */
public interface RegistryStoreContract
        extends StoreSourcesContract,
                StoreVersionsContract,
                StoreValuesContract,
                StoreCatalogContract,
                StoreEventsContract,
                StoreFeedbackContract,
                StoreConcurrencyContract,
                StoreNodesContract,
                StoreLeasesContract {}
