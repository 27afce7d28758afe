package dev.schemaregistry.server.mcp;

import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpLoggableSession;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions that are open, of whatever transport. Thread-safe. */
final class OpenSessions {
    private final Map<String, OpenSession> open = new ConcurrentHashMap<>();

    void opened(String id, McpLoggableSession session, Runnable unanswered) {
        open.put(id, new OpenSession(session, unanswered));
    }

    void closed(String id) {
        open.remove(id);
    }

    Optional<OpenSession> find(String id) {
        return Optional.ofNullable(open.get(id));
    }

    OpenSession of(McpAsyncServerExchange exchange) {
        return find(exchange.sessionId())
                .orElseThrow(() -> Work.error(ErrorCodes.INVALID_REQUEST, "the session was closed"));
    }

    List<OpenSession> all() {
        return List.copyOf(open.values());
    }
}
