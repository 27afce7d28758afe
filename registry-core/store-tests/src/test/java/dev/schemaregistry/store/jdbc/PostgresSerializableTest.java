package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import dev.schemaregistry.testkit.StoreConcurrencyContract;
import dev.schemaregistry.testkit.StoreLeasesContract;
import dev.schemaregistry.testkit.StoreNodesContract;
import java.sql.SQLException;

/** The promises hold also where the server makes every transaction serializable, and thereby lets many of them fail at first. */
class PostgresSerializableTest extends PostgresStores
        implements StoreConcurrencyContract, StoreNodesContract, StoreLeasesContract {
    @Override
    void prepare(EmbeddedPostgresServer.Database empty) throws SQLException {
        empty.execute("ALTER DATABASE " + empty.name() + " SET default_transaction_isolation = 'serializable'");
    }
}
