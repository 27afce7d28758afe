package dev.schemaregistry.connector.qdrant;

import dev.schemaregistry.testkit.SourceConnectorContract;
import dev.schemaregistry.testkit.SourceUnderTest;
import java.io.IOException;

class QdrantConnectorContractTest implements SourceConnectorContract {
    @Override
    public SourceUnderTest newSource() throws Exception {
        return source();
    }

    static QdrantSource source() throws IOException {
        LoopbackQdrant server = LoopbackQdrant.start();
        return new QdrantSource(server.uri(), server.administrator(""), "") {
            @Override
            public String everything() {
                return server.everything();
            }

            @Override
            public void close() throws IOException {
                super.close();
                server.close();
            }
        };
    }
}
