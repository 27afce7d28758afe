package dev.schemaregistry.server.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.HttpHeaders;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/** An answer that tells which session it opens before the client can know, and whose errors are JSON-RPC errors. */
final class SessionResponse extends HttpServletResponseWrapper {
    private static final Map<Integer, String> SENTENCES = Map.of(
            SC_NOT_FOUND, "there is no such session; begin a new one with initialize",
            SC_METHOD_NOT_ALLOWED, "this method is not allowed here",
            SC_REQUEST_ENTITY_TOO_LARGE, "a message may have " + McpHttpEndpoint.MOST_BYTES + " bytes",
            SC_SERVICE_UNAVAILABLE, "the server is shutting down");

    private final McpJsonMapper mapper;
    private final boolean listener;
    private final Consumer<String> opened;

    /**
     * @param listener whether the client asked for the stream of what the server tells by itself
     * @param opened told the id of a new session
     */
    SessionResponse(HttpServletResponse response, McpJsonMapper mapper, boolean listener, Consumer<String> opened) {
        super(response);
        this.listener = listener;
        this.mapper = mapper;
        this.opened = opened;
    }

    /** Whether the client asked for the stream of what the server tells by itself. */
    boolean isListener() {
        return listener;
    }

    @Override
    public void setHeader(String name, String value) {
        if (name.equalsIgnoreCase(HttpHeaders.MCP_SESSION_ID)) {
            opened.accept(value);
        }
        super.setHeader(name, value);
    }

    /** A listener is greeted at once, though there may be nothing to tell for long. */
    @Override
    public PrintWriter getWriter() throws IOException {
        String type = getContentType();
        if (listener && type != null && type.startsWith("text/event-stream")) {
            flushBuffer();
        }
        return super.getWriter();
    }

    @Override
    public void sendError(int status) throws IOException {
        sendError(status, SENTENCES.getOrDefault(status, "the server failed; its log has the details"));
    }

    @Override
    public void sendError(int status, String sentence) throws IOException {
        setStatus(status);
        setContentType("application/json");
        setCharacterEncoding(StandardCharsets.UTF_8.name());
        getWriter().write(mapper.writeValueAsString(ProtocolMapper.answer(McpServlet.error(sentence))));
        getWriter().flush();
    }
}
