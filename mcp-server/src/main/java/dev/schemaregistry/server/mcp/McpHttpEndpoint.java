package dev.schemaregistry.server.mcp;

import dev.schemaregistry.server.agent.AgentOffer;
import dev.schemaregistry.server.agent.RegistryNews;
import dev.schemaregistry.spi.Watch;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.DefaultMcpStreamableServerSessionFactory;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionInit;
import jakarta.servlet.Servlet;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * MCP's Streamable HTTP transport as a servlet for the path {@value #PATH}. Who may come in at all is judged before it; the servlet
 * takes the request's attribute {@code Principal.ATTRIBUTE} for the principal that a session belongs to. Serves until closed. Thread-safe.
 */
public final class McpHttpEndpoint implements AutoCloseable {
    public static final String PATH = "/mcp";
    /** The largest message a client may send, in bytes. */
    public static final int MOST_BYTES = 1 << 20;

    /** A listener that is gone without a word is found out this late. */
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(1);

    private final Protocol protocol;
    private final HttpServletStreamableServerTransportProvider transport;
    private final Announcer announcer;
    private final Watch news;
    private final McpServlet servlet;

    private McpHttpEndpoint(
            Protocol protocol, Map<String, McpRequestHandler<?>> requests, SessionLimits limits, Clock clock) {
        this.protocol = protocol;
        transport = HttpServletStreamableServerTransportProvider.builder()
                .jsonMapper(protocol.mapper())
                .mcpEndpoint(PATH)
                .contextExtractor(Callers::of)
                .maxRequestSize(MOST_BYTES)
                .keepAliveInterval(KEEP_ALIVE)
                .sessionSweepInterval(limits.idle())
                .build();
        SessionBook book = new SessionBook(limits, clock, id -> isListening(protocol.sessions(), id));
        List<String> versions = transport.protocolVersions();
        transport.setSessionFactory(new Sessions(
                protocol.sessions(),
                book,
                new DefaultMcpStreamableServerSessionFactory(
                        Protocol.PATIENCE,
                        request -> protocol.initialize(request, versions),
                        requests,
                        protocol.notifications(),
                        id -> Mono.fromRunnable(() -> closed(protocol.sessions(), book, id)),
                        Protocol.NO_VALIDATOR)));
        ListeningStreams streams = new ListeningStreams();
        servlet = new McpServlet(transport, protocol, book, streams);
        announcer = new Announcer(protocol.sessions(), streams::judge);
        news = RegistryNews.follow(protocol.offer().registry(), announcer);
    }

    /** Opens it; the offer's registry is followed from now on. */
    public static McpHttpEndpoint open(AgentOffer offer, SessionLimits limits, Clock clock) {
        Protocol protocol = new Protocol(offer, ProtocolMapper.create());
        return open(protocol, protocol.requests(), limits, clock);
    }

    /** With other handlers than the protocol's own. */
    static McpHttpEndpoint open(
            Protocol protocol, Map<String, McpRequestHandler<?>> requests, SessionLimits limits, Clock clock) {
        return new McpHttpEndpoint(protocol, requests, limits, clock);
    }

    /** To be mounted at {@link #PATH} with asynchronous requests allowed. */
    public Servlet servlet() {
        return servlet;
    }

    private static boolean isListening(OpenSessions sessions, String id) {
        return sessions.find(id)
                .map(OpenSession::session)
                .filter(session ->
                        session instanceof McpStreamableServerSession streamable && streamable.hasOpenStream())
                .isPresent();
    }

    private static void closed(OpenSessions sessions, SessionBook book, String id) {
        sessions.closed(id);
        book.closed(id);
    }

    /** Ends all sessions and their streams. */
    @Override
    public void close() {
        news.close();
        transport.closeGracefully().block();
        announcer.close();
        protocol.close();
    }

    /** The SDK's sessions, each known to us too. None begins within another, which would not be counted. */
    private record Sessions(OpenSessions sessions, SessionBook book, McpStreamableServerSession.Factory factory)
            implements McpStreamableServerSession.Factory {
        @Override
        public McpStreamableServerSessionInit startSession(InitializeRequest request) {
            if (!book.isReserved()) {
                throw Work.error(ErrorCodes.INVALID_REQUEST, "a session begins without the header Mcp-Session-Id");
            }
            McpStreamableServerSessionInit started = factory.startSession(request);
            sessions.opened(started.session().getId(), started.session(), () -> {});
            return started;
        }
    }
}
