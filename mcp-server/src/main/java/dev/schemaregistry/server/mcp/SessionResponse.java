package dev.schemaregistry.server.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.HttpHeaders;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
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
    private final Consumer<String> opened;

    SessionResponse(HttpServletResponse response, McpJsonMapper mapper, Consumer<String> opened) {
        super(response);
        this.mapper = mapper;
        this.opened = opened;
    }

    @Override
    public void setHeader(String name, String value) {
        if (name.equalsIgnoreCase(HttpHeaders.MCP_SESSION_ID)) {
            opened.accept(value);
        }
        super.setHeader(name, value);
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
