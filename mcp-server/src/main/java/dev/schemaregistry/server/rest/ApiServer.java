package dev.schemaregistry.server.rest;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.server.Services;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;

/** The HTTP server: health, and reading the registry. Serves from {@link #start} until {@link #close}. */
public final class ApiServer implements AutoCloseable {
    private static final long MOST_BYTES = 1L << 20;

    private final Javalin server;

    private ApiServer(Javalin server) {
        this.server = server;
    }

    /**
     * Listens.
     *
     * @throws InvalidRequestException when the address is taken or not of this machine
     */
    public static ApiServer start(Services services, ApiSettings settings) {
        Javalin server = Javalin.create(config -> configure(config, services, settings));
        try {
            return new ApiServer(server.start());
        } catch (JavalinBindException taken) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "can't listen at " + settings.host() + ":" + settings.port()
                            + "; it is taken or not allowed: choose another with --port",
                    taken);
        }
    }

    /** The port it listens at. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void configure(JavalinConfig config, Services services, ApiSettings settings) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = MOST_BYTES;
        config.http.prefer405over404 = true;
        config.jetty.host = settings.host();
        config.jetty.port = settings.port();
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.routes.before(new Guard(settings));
        config.routes.before(
                context -> context.header("X-Content-Type-Options", "nosniff").header("Cache-Control", "no-store"));
        Problems.addTo(config.routes);
        new HealthRoutes(services.registry()).addTo(config.routes);
        new CatalogRoutes(services.registry()).addTo(config.routes);
        new QuestionRoutes(services.classifier(), services.queries(), services.tools()).addTo(config.routes);
    }
}
