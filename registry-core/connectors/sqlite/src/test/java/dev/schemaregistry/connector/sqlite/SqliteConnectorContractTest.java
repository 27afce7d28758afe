package dev.schemaregistry.connector.sqlite;

import dev.schemaregistry.testkit.SourceConnectorContract;
import dev.schemaregistry.testkit.SourceUnderTest;

class SqliteConnectorContractTest implements SourceConnectorContract {
    @Override
    public SourceUnderTest newSource() throws Exception {
        return SqliteSource.shop();
    }
}
