package dev.schemaregistry.server.rest;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.mcp.McpHttpEndpoint;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/** The HTTP server: health, reading the registry, and MCP. Serves from {@link #start} until {@link #close}. */
public final class ApiServer implements AutoCloseable {
    private static final long MOST_BYTES = 1L << 20;

    private final Javalin server;
    private final McpHttpEndpoint mcp;

    private ApiServer(Javalin server, McpHttpEndpoint mcp) {
        this.server = server;
        this.mcp = mcp;
    }

    /**
     * Listens.
     *
     * @throws InvalidRequestException when the address is taken or not of this machine
     */
    public static ApiServer start(Services services, ApiSettings settings) {
        return start(services, settings, McpHttpEndpoint.open(services.offer(), settings.sessions(), services.clock()));
    }

    /**
     * As {@link #start(Services, ApiSettings)}, with this endpoint for MCP; it is closed with the server.
     *
     * @throws InvalidRequestException when the address is taken or not of this machine
     */
    public static ApiServer start(Services services, ApiSettings settings, McpHttpEndpoint mcp) {
        Javalin server = Javalin.create(config -> configure(config, services, settings, mcp));
        try {
            return new ApiServer(server.start(), mcp);
        } catch (JavalinBindException taken) {
            mcp.close();
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
        mcp.close();
        server.stop();
    }

    private static void configure(JavalinConfig config, Services services, ApiSettings settings, McpHttpEndpoint mcp) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = MOST_BYTES;
        config.http.prefer405over404 = true;
        config.jetty.host = settings.host();
        config.jetty.port = settings.port();
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.modifyServletContextHandler(context -> {
            FilterHolder guard = new FilterHolder(new Guard(settings));
            guard.setAsyncSupported(true);
            context.addFilter(guard, "/*", EnumSet.of(DispatcherType.REQUEST));
            ServletHolder servlet = new ServletHolder("mcp", mcp.servlet());
            servlet.setAsyncSupported(true);
            context.addServlet(servlet, McpHttpEndpoint.PATH);
        });
        config.routes.before(
                context -> context.header("X-Content-Type-Options", "nosniff").header("Cache-Control", "no-store"));
        Problems.addTo(config.routes);
        new HealthRoutes(services.registry()).addTo(config.routes);
        new CatalogRoutes(services.registry()).addTo(config.routes);
        new QuestionRoutes(services.classifier(), services.queries(), services.tools()).addTo(config.routes);
    }
}
