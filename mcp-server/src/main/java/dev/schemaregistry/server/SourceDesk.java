package dev.schemaregistry.server;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.config.Configuration;
import dev.schemaregistry.server.config.ConfiguredSource;
import java.util.List;

/** Where sources are registered; secrets stay behind. Thread-safe. */
public final class SourceDesk {
    private final SchemaRegistry registry;
    private final Connectors connectors;
    private final Door door;

    SourceDesk(SchemaRegistry registry, Connectors connectors, Door door) {
        this.registry = requireNonNull(registry, "registry");
        this.connectors = requireNonNull(connectors, "connectors");
        this.door = requireNonNull(door, "door");
    }

    /**
     * Registers a source, or describes it anew. A secret in the address is held for this process and not stored.
     *
     * @throws InvalidRequestException when the address or a setting is not allowed
     */
    public Registered register(ConfiguredSource source) {
        return register(door.admit(source));
    }

    /**
     * Registers every source of the configuration; those that are registered alike stay untouched, and so do those that it does not
     * name.
     *
     * @throws InvalidRequestException when an address or a setting is not allowed, naming all of them; nothing is registered then
     */
    public List<Registered> takeOver(Configuration configuration) {
        return door.admit(configuration).stream().map(this::register).toList();
    }

    /** Keeps the secrets of the configuration for this process; registers nothing. */
    public void holdSecrets(Configuration configuration) {
        door.admit(configuration).forEach(this::hold);
    }

    private void hold(Door.Admitted admitted) {
        connectors.hold(admitted.source().id(), admitted.located().address().redactedUri(), admitted.secrets());
    }

    private Registered register(Door.Admitted admitted) {
        ConfiguredSource wanted = admitted.source();
        hold(admitted);
        boolean isNew = registry.findDataSource(wanted.id()).isEmpty();
        DataSource source = registry.upsertDataSource(
                wanted.id(),
                admitted.located().type(),
                admitted.located().address().redactedUri(),
                wanted.description(),
                admitted.settings());
        List<String> held = admitted.secrets().keySet().stream().sorted().toList();
        return new Registered(source, isNew, held);
    }

    /**
     * What registering led to.
     *
     * @param isNew whether the registry had no source of that id
     * @param held the settings whose secret is known to this process only, sorted
     */
    public record Registered(DataSource source, boolean isNew, List<String> held) {
        public Registered {
            held = List.copyOf(held);
        }

        /** Whether later runs need a reference that was not given. */
        public boolean holdsSecret() {
            return !held.isEmpty();
        }
    }
}
