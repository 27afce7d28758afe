package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.AddressParts;
import dev.schemaregistry.spi.SecretResolver;
import dev.schemaregistry.spi.SourceAddress;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.SourceConnectorFactory;
import java.util.Map;
import java.util.Set;

/**
 * PostgreSQL databases, server version 12 and newer.
 *
 * <p>Settings: {@code host}, {@code port}, {@code database}, {@code user}, {@code password} (a credential reference),
 * {@code sslmode}, {@code channel_binding}, {@code connect_timeout} (seconds), {@code statement_timeout} and
 * {@code lock_timeout} (milliseconds), {@code application_name}, and {@code default_namespace} (the schema that table names leave
 * out, {@code public} unless said otherwise). All but the first three and the password may stand in a URI behind the {@code ?};
 * nothing else may: a driver's further properties can load classes, write files or switch safeguards off.
 */
public final class PostgresConnectorFactory implements SourceConnectorFactory {
    @Override
    public String type() {
        return "postgres";
    }

    @Override
    public Set<String> schemes() {
        return PostgresUri.SCHEMES;
    }

    @Override
    public SourceAddress parse(String uri) {
        return PostgresSettings.address(uri);
    }

    /** {@code tls} demands encryption; what is to be checked beyond that, {@code sslmode} says. */
    @Override
    public String assemble(AddressParts parts) {
        AddressParts known = parts.tls()
                .filter(tls -> parts.find("sslmode").isEmpty())
                .map(tls -> parts.with("sslmode", tls ? "require" : "disable"))
                .orElse(parts);
        return known.without("tls").uri("postgresql");
    }

    @Override
    public SourceConnector open(SourceId id, Map<String, String> settings, SecretResolver secrets) {
        return new PostgresConnector(id, new PostgresConnections(PostgresSettings.of(settings), secrets));
    }
}
