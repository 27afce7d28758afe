package dev.schemaregistry.server.mcp;

import dev.schemaregistry.server.trace.RequestSpan;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * What the SDK's servlet does not look after: whose a session is and whether it still lives, how many there are, which revision of
 * the protocol a client speaks, and that errors are JSON without a stack.
 */
final class McpServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;

    private final transient HttpServletStreamableServerTransportProvider transport;
    private final transient Protocol protocol;
    private final transient SessionBook book;
    private final transient ListeningStreams streams;
    private final transient List<String> versions;

    McpServlet(
            HttpServletStreamableServerTransportProvider transport,
            Protocol protocol,
            SessionBook book,
            ListeningStreams streams) {
        this.transport = transport;
        this.protocol = protocol;
        this.book = book;
        this.streams = streams;
        this.versions = List.copyOf(transport.protocolVersions());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        closeIdle();
        RequestSpan.of(request.getAttribute(RequestSpan.ATTRIBUTE)).matched(McpHttpEndpoint.PATH);
        String principal = Callers.principal(request).name();
        SessionResponse answer = new SessionResponse(
                response, protocol.mapper(), request.getMethod().equals("GET"), id -> book.opened(id, principal));
        answer.setHeader("X-Content-Type-Options", "nosniff");
        String session = request.getHeader(HttpHeaders.MCP_SESSION_ID);
        if (session == null || session.isBlank()) {
            open(request, answer, principal);
        } else if (!book.admits(session, principal)) {
            answer.sendError(
                    HttpServletResponse.SC_NOT_FOUND, "there is no such session; begin a new one with initialize");
        } else if (speaksUnknownVersion(request)) {
            answer.sendError(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "MCP-Protocol-Version must be one of " + String.join(", ", versions));
        } else {
            transport.service(request, answer);
            if (answer.isListener()) {
                streams.opened(request);
            }
        }
    }

    /** Without a session, only {@code initialize} is answered; each request of that kind may become a session. */
    private void open(HttpServletRequest request, SessionResponse answer, String principal)
            throws ServletException, IOException {
        if (!book.reserve(principal)) {
            answer.sendError(
                    TOO_MANY_REQUESTS, "too many sessions are open; end some with DELETE, or let idle ones expire");
            return;
        }
        try {
            transport.service(request, answer);
        } finally {
            book.giveBack(principal);
        }
    }

    private boolean speaksUnknownVersion(HttpServletRequest request) {
        String version = request.getHeader(HttpHeaders.PROTOCOL_VERSION);
        return version != null && !versions.contains(version);
    }

    /** The SDK forgets them later by itself; here they end in time. */
    private void closeIdle() {
        for (String id : book.strikeIdle()) {
            protocol.sessions().find(id).ifPresent(idle -> idle.session().close());
        }
    }

    /** @param sentence what is wrong */
    static JSONRPCError error(String sentence) {
        return new JSONRPCError(ErrorCodes.INVALID_REQUEST, sentence, null);
    }
}
