package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.testkit.SourceConnectorContract;
import dev.schemaregistry.testkit.SourceUnderTest;

class PostgresConnectorContractTest implements SourceConnectorContract {
    @Override
    public SourceUnderTest newSource() throws Exception {
        return PostgresSource.shop();
    }
}
