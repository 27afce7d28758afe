package dev.schemaregistry.connector.qdrant;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.AddressParts;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.spi.SourceAddress;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.SourceConnectorFactory;
import java.util.Map;
import java.util.Set;

/**
 * Qdrant servers, over gRPC.
 *
 * <p>Settings: {@code host}, {@code port} (gRPC, 6334 unless said otherwise), {@code tls}, {@code collection} (one collection, or
 * with a {@code *} at its end those whose names begin so), {@code api_key} (a credential reference), {@code sample_size} (points
 * looked at in each collection, 100 unless said otherwise, 0 for none) and {@code query_timeout} (milliseconds a single answer may
 * take, 5000 unless said otherwise). A URI is {@code qdrant://api_key@host:port/collection}, or {@code qdrants://} for TLS; behind a
 * {@code ?} may stand the API key and the last two settings. The address of the REST interface ({@code http://host:6333}) is read
 * too, but only where the type is given, since no scheme tells it.
 */
public final class QdrantConnectorFactory implements SourceConnectorFactory {
    @Override
    public String type() {
        return "qdrant";
    }

    @Override
    public Set<String> schemes() {
        return QdrantUri.SCHEMES;
    }

    @Override
    public SourceAddress parse(String uri) {
        return QdrantSettings.address(uri);
    }

    /** {@code tls} is said by the scheme. */
    @Override
    public String assemble(AddressParts parts) {
        return parts.without("tls").uri(parts.tls().orElse(false) ? "qdrants" : "qdrant");
    }

    @Override
    public String credential() {
        return "api_key";
    }

    @Override
    public boolean samples() {
        return true;
    }

    @Override
    public SourceConnector open(SourceId id, Map<String, String> settings, SecretResolver secrets) {
        return new QdrantConnector(id, QdrantSettings.of(settings), secrets);
    }
}
