package dev.schemaregistry.server.mcp;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.SampleShop;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.access.Access;
import dev.schemaregistry.server.access.AccessSettings;
import dev.schemaregistry.server.agent.AgentOffer;
import dev.schemaregistry.server.config.ConfiguredSource;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.server.rest.ApiServer;
import dev.schemaregistry.server.rest.ApiSettings;
import dev.schemaregistry.spi.DryRunner;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.summary.SchemaSummarizer;
import dev.schemaregistry.tools.RegistryTools;
import dev.schemaregistry.tools.ToolContext;
import dev.schemaregistry.watch.IntrospectionLimits;
import dev.schemaregistry.watch.IntrospectionListener;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A registry of one small shop, served over HTTP as the command {@code serve} does. */
final class ServedShop implements AutoCloseable {
    private static final SourceId SHOP = new SourceId("shop");

    private final Path folder;
    private final Services services;
    private final ApiServer server;

    private ServedShop(Path folder, Services services, ApiServer server) {
        this.folder = folder;
        this.services = services;
        this.server = server;
    }

    static ServedShop start(Path folder, String... tokens) {
        Services services = services(folder);
        return new ServedShop(folder, services, ApiServer.start(services, settings(tokens)));
    }

    /** In a process with these variables. */
    static ServedShop start(Path folder, Map<String, String> environment) {
        Services services = services(folder, environment);
        return new ServedShop(folder, services, ApiServer.start(services, settings()));
    }

    /** With sessions that live by this clock. */
    static ServedShop start(Path folder, SessionLimits limits, Clock clock, String... tokens) {
        Services services = services(folder);
        McpHttpEndpoint endpoint = McpHttpEndpoint.open(services.offer(), limits, clock);
        return new ServedShop(folder, services, ApiServer.start(services, settings(tokens), endpoint));
    }

    /** Whose sources are asked by this runner. */
    static ServedShop start(Path folder, DryRunner runner) {
        Services services = services(folder);
        McpHttpEndpoint endpoint =
                McpHttpEndpoint.open(offer(services, runner), SessionLimits.DEFAULT, Clock.systemUTC());
        return new ServedShop(folder, services, ApiServer.start(services, settings(), endpoint));
    }

    static AgentOffer offer(Services services, DryRunner runner) {
        RegistryTools tools = new RegistryTools(new ToolContext(
                services.registry(),
                services.classifier(),
                new SchemaSummarizer(),
                services.checker(),
                source -> Optional.of(runner),
                Clock.systemUTC()));
        return AgentOffer.of("test", tools, services.registry(), Clock.systemUTC());
    }

    private static ApiSettings settings(String... tokens) {
        List<Secret> secrets = Stream.of(tokens).map(Secret::of).toList();
        Access access = new Access(secrets, AccessSettings.DEFAULT, Clock.systemUTC());
        return new ApiSettings("127.0.0.1", 0, access, Set.of(), SessionLimits.DEFAULT);
    }

    static Services services(Path folder) {
        return services(folder, Map.of());
    }

    private static Services services(Path folder, Map<String, String> environment) {
        Services services = new Services(
                Places.of(Optional.empty(), Optional.empty(), Map.of(), folder), environment, Clock.systemUTC());
        services.createIfMissing();
        services.sources()
                .register(ConfiguredSource.at(SHOP, "Web shop", Secret.of("sqlite:" + SampleShop.create(folder))));
        introspect(services);
        return services;
    }

    private static void introspect(Services services) {
        services.introspection().introspect(List.of(SHOP), IntrospectionLimits.DEFAULT, IntrospectionListener.SILENT);
    }

    /** Changes the shop and reads it anew. */
    void change(String... statements) {
        SampleShop.execute(folder.resolve("shop.db"), statements);
        introspect(services);
    }

    Services services() {
        return services;
    }

    String address() {
        return "http://127.0.0.1:" + server.port();
    }

    URI mcp() {
        return URI.create(address() + McpHttpEndpoint.PATH);
    }

    @Override
    public void close() {
        server.close();
        services.close();
    }
}
