package dev.schemaregistry.server.mcp;

import dev.schemaregistry.server.agent.AgentOffer;
import dev.schemaregistry.server.agent.RegistryNews;
import dev.schemaregistry.spi.Watch;
import dev.schemaregistry.tools.RegistryTools;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Serves one client over a pair of streams, a JSON-RPC message a line, as MCP's stdio transport. */
public final class McpStdioServer {
    private McpStdioServer() {}

    /**
     * Serves until the input ends and everything asked is answered, or the thread is interrupted. Nothing but messages is written to
     * {@code out}.
     */
    @SuppressWarnings("try") // the parts run by themselves
    public static void run(AgentOffer offer, InputStream in, OutputStream out) {
        Unanswered unanswered = new Unanswered();
        StdioOutput output = new StdioOutput(out, unanswered);
        StdioInput input = new StdioInput(in, output, unanswered);
        try (Protocol protocol = new Protocol(offer, ProtocolMapper.create());
                Announcer announcer = new Announcer(protocol.sessions(), () -> {});
                Watch news = RegistryNews.follow(offer.registry(), announcer)) {
            StdioAnswers transport = start(protocol, unanswered, input, output);
            Thread warmUp = warmUp(offer.tools(), unanswered);
            try {
                input.awaitEnd();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            } finally {
                warmUp.interrupt();
                transport.closeGracefully().block();
            }
        }
    }

    /** Once the client is greeted, while its model is thinking. */
    private static Thread warmUp(RegistryTools tools, Unanswered unanswered) {
        Thread thread = new Thread(
                () -> {
                    try {
                        unanswered.awaitFirst();
                        tools.warmUp();
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                },
                "tools-warm-up");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static StdioAnswers start(Protocol protocol, Unanswered unanswered, InputStream in, OutputStream out) {
        StdioAnswers transport =
                new StdioAnswers(new StdioServerTransportProvider(protocol.mapper(), in, out), protocol.mapper(), out);
        List<String> versions = transport.protocolVersions();
        transport.setSessionFactory(client -> session(protocol, versions, client, unanswered));
        return transport;
    }

    private static McpServerSession session(
            Protocol protocol, List<String> versions, McpServerTransport client, Unanswered unanswered) {
        String id = UUID.randomUUID().toString();
        McpServerSession session = new McpServerSession(
                id,
                Protocol.PATIENCE,
                client,
                request -> protocol.initialize(request, versions),
                protocol.requests(),
                protocol.notifications(),
                () -> Mono.fromRunnable(() -> protocol.sessions().closed(id)),
                Protocol.NO_VALIDATOR);
        protocol.sessions().opened(id, session, unanswered::answered);
        return session;
    }
}
