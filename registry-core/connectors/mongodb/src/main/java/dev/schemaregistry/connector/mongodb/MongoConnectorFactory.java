package dev.schemaregistry.connector.mongodb;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.AddressParts;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.spi.SourceAddress;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.SourceConnectorFactory;
import java.util.Map;
import java.util.Set;

/**
 * MongoDB servers, replica sets and sharded clusters, version 4.2 and newer.
 *
 * <p>Settings: {@code host} (one name, or several as {@code a:27017,b:27017}), {@code port}, {@code database} (without it every
 * database but the system's is read), {@code user}, {@code password} (a credential reference), {@code srv}, {@code auth_source},
 * {@code auth_mechanism}, {@code replica_set}, {@code tls}, {@code direct_connection}, {@code read_preference},
 * {@code application_name}, {@code connect_timeout} (seconds), {@code command_timeout} (milliseconds) and {@code sample_size}
 * (documents a collection). All but the first six may stand in a URI behind the {@code ?}, in MongoDB's spelling or in this one. Options
 * about writing, pools and the driver's own limits are accepted there and left out. Any other is refused: they read files, name
 * proxies, carry tokens or switch checks off.
 */
public final class MongoConnectorFactory implements SourceConnectorFactory {
    @Override
    public String type() {
        return "mongodb";
    }

    @Override
    public Set<String> schemes() {
        return MongoUri.SCHEMES;
    }

    @Override
    public SourceAddress parse(String uri) {
        return MongoSettings.address(uri);
    }

    /** {@code srv} is said by the scheme. */
    @Override
    public String assemble(AddressParts parts) {
        boolean byName = parts.find("srv").filter(Boolean::parseBoolean).isPresent();
        return parts.without("srv").uri(byName ? "mongodb+srv" : "mongodb");
    }

    @Override
    public boolean samples() {
        return true;
    }

    @Override
    public SourceConnector open(SourceId id, Map<String, String> settings, SecretResolver secrets) {
        return new MongoConnector(id, new MongoConnections(MongoSettings.of(settings), secrets));
    }
}
