package dev.schemaregistry.server.agent;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.tools.RegistryTools;
import java.time.Clock;

/**
 * Everything an agent is offered, once for all protocols and transports. Thread-safe; closing its parts is up to whoever made them.
 *
 * @param name what the server calls itself
 * @param version of the program
 */
public record AgentOffer(
        String name,
        String version,
        RegistryTools tools,
        TableResources tables,
        AgentPrompts prompts,
        SchemaRegistry registry,
        Clock clock) {
    public AgentOffer {
        requireNonNull(name, "name");
        requireNonNull(version, "version");
        requireNonNull(tools, "tools");
        requireNonNull(tables, "tables");
        requireNonNull(prompts, "prompts");
        requireNonNull(registry, "registry");
        requireNonNull(clock, "clock");
    }

    /** The registry's own offer. */
    public static AgentOffer of(String version, RegistryTools tools, SchemaRegistry registry, Clock clock) {
        return new AgentOffer(
                "schema-registry",
                version,
                tools,
                new TableResources(tools, registry),
                new AgentPrompts(),
                registry,
                clock);
    }
}
