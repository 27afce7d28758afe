package dev.schemaregistry.server;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.config.Configuration;
import dev.schemaregistry.server.config.ConfiguredSource;
import dev.schemaregistry.spi.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where sources are registered: addresses are taken apart here, and secrets stay behind. Thread-safe. */
public final class SourceDesk {
    private final SchemaRegistry registry;
    private final Connectors connectors;

    SourceDesk(SchemaRegistry registry, Connectors connectors) {
        this.registry = requireNonNull(registry, "registry");
        this.connectors = requireNonNull(connectors, "connectors");
    }

    /**
     * Registers a source, or describes it anew. A password in the address is held for this process and not stored.
     *
     * @param type the connector's word; empty: the one that knows the address's scheme
     * @param credentials references such as {@code env:NAME}, by setting
     */
    public Registered register(
            SourceId id,
            Optional<String> type,
            Secret uri,
            Optional<String> description,
            Map<String, String> credentials) {
        Connectors.Located located = connectors.locate(type, uri);
        Map<String, String> settings = new HashMap<>(located.address().settings());
        settings.putAll(credentials);
        boolean holdsSecret = hold(id, located, credentials);
        boolean isNew = registry.findDataSource(id).isEmpty();
        DataSource source =
                registry.upsertDataSource(id, located.type(), located.address().redactedUri(), description, settings);
        return new Registered(source, isNew, holdsSecret);
    }

    /** Registers every source of the configuration; those that are registered alike stay untouched. */
    public List<Registered> takeOver(Configuration configuration) {
        return configuration.sources().stream().map(this::takeOver).toList();
    }

    private Registered takeOver(ConfiguredSource source) {
        hold(source);
        return register(source.id(), source.type(), source.url(), source.description(), source.credentials());
    }

    /** Keeps the secrets of the configuration for this process; registers nothing. */
    public void holdSecrets(Configuration configuration) {
        for (ConfiguredSource source : configuration.sources()) {
            hold(source);
            hold(source.id(), connectors.locate(source.type(), source.url()), source.credentials());
        }
    }

    /** Keeps what was secret in an address, but for what a reference is given for; whether there was any. */
    private boolean hold(SourceId id, Connectors.Located located, Map<String, String> credentials) {
        Map<String, Secret> secrets = new HashMap<>(located.address().secrets());
        secrets.keySet().removeAll(credentials.keySet());
        secrets.forEach((setting, secret) -> connectors.hold(id, setting, secret));
        return !secrets.isEmpty();
    }

    private void hold(ConfiguredSource source) {
        source.secrets().forEach((setting, secret) -> connectors.hold(source.id(), setting, secret));
    }

    /**
     * What registering led to.
     *
     * @param isNew whether the registry had no source of that id
     * @param holdsPassword whether a password is known to this process only
     */
    public record Registered(DataSource source, boolean isNew, boolean holdsPassword) {}
}
