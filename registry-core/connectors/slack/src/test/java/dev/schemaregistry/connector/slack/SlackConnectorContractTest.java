package dev.schemaregistry.connector.slack;

import dev.schemaregistry.testkit.SourceConnectorContract;
import dev.schemaregistry.testkit.SourceUnderTest;

class SlackConnectorContractTest implements SourceConnectorContract {
    @Override
    public SourceUnderTest newSource() throws Exception {
        return SlackSource.start();
    }
}
