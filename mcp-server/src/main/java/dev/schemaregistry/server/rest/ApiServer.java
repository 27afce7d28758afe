package dev.schemaregistry.server.rest;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.mcp.McpHttpEndpoint;
import dev.schemaregistry.server.metrics.RegistryMetrics;
import dev.schemaregistry.server.trace.RequestSpan;
import dev.schemaregistry.server.trace.Tracing;
import dev.schemaregistry.summary.SchemaSummarizer;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinBindException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: health, the console, reading the registry, and MCP. Serves from {@link #start} until {@link #close}. */
public final class ApiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final long MOST_BYTES = 1L << 20;

    private final Javalin server;
    private final List<AutoCloseable> parts;

    private ApiServer(Javalin server, List<AutoCloseable> parts) {
        this.server = server;
        this.parts = List.copyOf(parts);
    }

    /**
     * Listens.
     *
     * @throws InvalidRequestException when the address is taken or not of this machine
     */
    public static ApiServer start(Services services, ApiSettings settings) {
        // First, since what is made afterwards is counted and traced from the start.
        RegistryMetrics unusedMetrics = services.metrics();
        Tracing unusedTracing = services.tracing();
        return start(services, settings, McpHttpEndpoint.open(services.offer(), settings.sessions(), services.clock()));
    }

    /**
     * As {@link #start(Services, ApiSettings)}, with this endpoint for MCP; it is closed with the server.
     *
     * @throws InvalidRequestException when the address is taken or not of this machine
     */
    public static ApiServer start(Services services, ApiSettings settings, McpHttpEndpoint mcp) {
        RegistryMetrics counted = services.metrics();
        Challenge challenge = new Challenge(settings.access());
        IntrospectionJobs jobs = new IntrospectionJobs(services.introspection(), services.clock());
        ChangeFeed feed = new ChangeFeed(services.registry());
        Javalin server = Javalin.create(config -> {
            configure(config, services, settings, mcp, challenge);
            new ActionRoutes(services.registry(), services.tools(), jobs).addTo(config.routes);
            feed.addTo(config.routes);
            ApiDocument.addTo(config.routes);
            new FigureRoutes(services, counted).addTo(config.routes);
        });
        try {
            return new ApiServer(server.start(), List.of(mcp, feed, jobs));
        } catch (JavalinBindException taken) {
            List.of(mcp, feed, jobs).forEach(ApiServer::closeQuietly);
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "can't listen at " + settings.host() + ":" + settings.port()
                            + "; it is taken or not allowed: choose another with --port",
                    taken);
        }
    }

    /** Every route, as {@code GET /health}. */
    Set<String> routes() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method + " " + endpoint.path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The port it listens at. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        parts.forEach(ApiServer::closeQuietly);
        server.stop();
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failure) {
            LOG.warn("closing {} failed: {}", part.getClass().getSimpleName(), failure.getMessage());
        }
    }

    /** A stored answer may be used again only after asking whether it still holds. */
    private static void addHeaders(Context context) {
        context.header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", context.method().equals(HandlerType.GET) ? "no-cache, private" : "no-store");
    }

    private static void add(Filter filter, ServletContextHandler context) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    private static void nameRoute(Context context) {
        Optional.ofNullable(context.endpoints().matchedHttpEndpoint())
                .ifPresent(endpoint ->
                        RequestSpan.of(context.attribute(RequestSpan.ATTRIBUTE)).matched(endpoint.path));
    }

    private static void configure(
            JavalinConfig config, Services services, ApiSettings settings, McpHttpEndpoint mcp, Challenge challenge) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = MOST_BYTES;
        config.http.prefer405over404 = true;
        config.http.generateEtags = true;
        config.jetty.host = settings.host();
        config.jetty.port = settings.port();
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.modifyServletContextHandler(context -> {
            List.of(new RequestId(), new Guard(settings, challenge, services.tracing(), services.clock()))
                    .forEach(filter -> add(filter, context));
            ServletHolder servlet = new ServletHolder("mcp", mcp.servlet());
            servlet.setAsyncSupported(true);
            context.addServlet(servlet, McpHttpEndpoint.PATH);
        });
        config.routes.before(ApiServer::addHeaders);
        config.routes.beforeMatched(ApiServer::nameRoute);
        Problems.addTo(config.routes);
        Needs.enforce(config.routes, challenge);
        challenge.addTo(config.routes);
        new HealthRoutes(services.registry()).addTo(config.routes);
        new ConsoleRoutes().addTo(config.routes);
        Turns turns = new Turns();
        new CatalogRoutes(services.registry(), turns).addTo(config.routes);
        new RelationshipRoutes(services.registry(), turns).addTo(config.routes);
        new QuestionRoutes(
                        services.classifier(),
                        services.queries(),
                        services.tools(),
                        new SchemaSummarizer()::countTokens)
                .addTo(config.routes);
    }
}
