package dev.schemaregistry.connector.mongodb;

import dev.schemaregistry.testkit.SourceConnectorContract;
import dev.schemaregistry.testkit.SourceUnderTest;

class MongoConnectorContractTest implements SourceConnectorContract {
    @Override
    public SourceUnderTest newSource() {
        return MongoSource.shop();
    }
}
