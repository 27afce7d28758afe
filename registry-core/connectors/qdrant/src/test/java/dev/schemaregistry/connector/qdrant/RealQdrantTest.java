package dev.schemaregistry.connector.qdrant;

import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SourceAddress;
import dev.schemaregistry.testkit.DryRunQueries;
import dev.schemaregistry.testkit.DryRunnerContract;
import dev.schemaregistry.testkit.SourceConnectorContract;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The contracts on a real server: {@code -Dqdrant.uri=qdrant://key@host:6334}. The key must be allowed to write; collections whose
 * names begin with {@code schema_registry_test_} are created and removed, others left alone.
 */
@EnabledIfSystemProperty(named = "qdrant.uri", matches = ".+", disabledReason = "name a server by -Dqdrant.uri")
class RealQdrantTest implements SourceConnectorContract, DryRunnerContract {
    private static final String PREFIX = "schema_registry_test_";

    @Override
    public QdrantSource newSource() throws Exception {
        String uri = System.getProperty("qdrant.uri");
        SourceAddress address = new QdrantConnectorFactory().parse(uri);
        QdrantAdministrator administrator = QdrantAdministrator.of(
                address.settings().get("host"),
                Integer.parseInt(address.settings().get("port")),
                Optional.ofNullable(address.secrets().get("api_key"))
                        .map(Secret::reveal)
                        .orElse(""));
        clean(administrator);
        return new QdrantSource(uri, administrator, PREFIX) {
            @Override
            public void close() throws IOException {
                clean(administrator);
                super.close();
            }
        };
    }

    @Override
    public DryRunQueries newQueries() throws Exception {
        return newSource();
    }

    private static void clean(QdrantAdministrator administrator) {
        for (String name : new String[] {"articles", "notes", "papers"}) {
            administrator.delete(PREFIX + name);
        }
    }
}
