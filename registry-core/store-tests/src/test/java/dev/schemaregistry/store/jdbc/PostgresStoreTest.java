package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.testkit.RegistryStoreContract;

class PostgresStoreTest extends PostgresStores implements RegistryStoreContract {}
