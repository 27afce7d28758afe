package dev.schemaregistry.server.cli;

import dev.schemaregistry.server.ConfigurationWatch;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.mcp.SessionLimits;
import dev.schemaregistry.server.rest.ApiServer;
import dev.schemaregistry.server.rest.ApiSettings;
import dev.schemaregistry.server.secrets.SecretReferences;
import dev.schemaregistry.server.view.Views;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.watch.Watcher;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the registry over HTTP. */
@Command(
        name = "serve",
        description = {
            "Serves a console, health, the reading API and MCP over HTTP until it is stopped.",
            "The console for people is at /; /health, /ready, /api/v1/sources and so on; /mcp for agents. Listens at"
                    + " loopback; beyond it a token is required.",
            "API keys with scopes, OAuth, limits and an audit log: see access: in the configuration, and api-keys."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry serve",
            "  schema-registry serve --watch",
            "  schema-registry serve --host 0.0.0.0 --host-name registry.example --token env:REGISTRY_TOKEN"
        })
final class ServeCommand implements Callable<Integer> {
    private static final int PATIENCE_SECONDS = 5;

    private final Session session;

    @Option(
            names = "--host",
            paramLabel = "<address>",
            defaultValue = "127.0.0.1",
            description = "The address to listen at (default: ${DEFAULT-VALUE}).")
    String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "<n>",
            defaultValue = "8765",
            description = "The port; 0 for a free one (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--token",
            paramLabel = "<ref>",
            description = "Where the callers' token is: " + SecretReferences.FORMS
                    + ". May be repeated: each is a caller of its own.")
    @Nullable
    List<String> tokens;

    @Option(
            names = "--host-name",
            paramLabel = "<name>",
            description = "A name under which callers reach it; may be repeated.")
    @Nullable
    List<String> hostNames;

    @Option(
            names = "--session-idle",
            paramLabel = "<minutes>",
            defaultValue = "30",
            description = "How long an MCP session lives without being used (default: ${DEFAULT-VALUE}).")
    int idleMinutes;

    @Option(
            names = "--sessions",
            paramLabel = "<n>",
            defaultValue = "1000",
            description = "How many MCP sessions a caller may have at once (default: ${DEFAULT-VALUE}).")
    int sessions;

    @Option(names = "--watch", description = "Keep looking at the sources meanwhile, as the command watch does.")
    boolean watch;

    @Option(
            names = "--node",
            paramLabel = "<name>",
            description = "What this process is called among those that share a registry on PostgreSQL (default:"
                    + " SCHEMA_REGISTRY_NODE, else machine and process).")
    @Nullable
    String node;

    ServeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ApiSettings settings = settings();
        session.services().configuration().access().audit().ifPresent(Logging::audit);
        Services services = session.creatingServices();
        Optional.ofNullable(node).ifPresent(services::callNode);
        services.sources().takeOver(services.configuration());
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop, stopped), "serve-stop"));
        try (ApiServer server = ApiServer.start(services, settings);
                Watcher watcher = services.watcher();
                ConfigurationWatch file = services.watchConfiguration(registered -> refresh(watcher))) {
            file.start();
            if (watch) {
                watcher.start();
            }
            services.warmUp();
            String address = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port();
            session.answer(
                    () -> Views.object().put("address", address),
                    page -> page.line(Span.good("serving at "), Span.bold(address)));
            stop.await();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } finally {
            session.close();
            stopped.countDown();
        }
        return 0;
    }

    private ApiSettings settings() {
        List<Secret> secrets = (tokens == null ? List.<String>of() : tokens)
                .stream().map(session.services().secrets()::resolve).toList();
        Services services = session.services();
        return new ApiSettings(
                host,
                port,
                services.access(secrets),
                hostNames == null ? Set.of() : Set.copyOf(hostNames),
                new SessionLimits(Duration.ofMinutes(idleMinutes), sessions));
    }

    private void refresh(Watcher watcher) {
        if (watch) {
            watcher.refresh();
        }
    }

    /** The machine stops when its hooks end, so this one waits until the registry is closed. */
    private static void stopAndWait(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            stopped.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
