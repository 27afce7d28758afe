package dev.schemaregistry.connector.sqlite;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.spi.SourceAddress;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.SourceConnectorFactory;
import java.util.Map;
import java.util.Set;

/**
 * SQLite files, opened for reading only.
 *
 * <p>Settings: {@code path}, {@code busy_timeout} and {@code query_timeout} (milliseconds). A URI is {@code sqlite:///srv/shop.db},
 * {@code sqlite:shop.db} (below the working folder), {@code file:/srv/shop.db} or {@code jdbc:sqlite:/srv/shop.db}; behind a
 * {@code ?} may stand the two timeouts and {@code mode=ro}. Databases in memory and resources are refused.
 */
public final class SqliteConnectorFactory implements SourceConnectorFactory {
    @Override
    public String type() {
        return "sqlite";
    }

    @Override
    public Set<String> schemes() {
        return SqliteAddress.SCHEMES;
    }

    @Override
    public SourceAddress parse(String uri) {
        return SqliteAddress.parse(uri);
    }

    @Override
    public SourceConnector open(SourceId id, Map<String, String> settings, SecretResolver secrets) {
        return new SqliteConnector(id, new SqliteFile(id, SqliteSettings.of(settings)));
    }
}
