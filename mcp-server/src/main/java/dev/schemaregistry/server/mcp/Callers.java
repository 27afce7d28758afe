package dev.schemaregistry.server.mcp;

import dev.schemaregistry.server.access.Principal;
import dev.schemaregistry.server.access.Scope;
import dev.schemaregistry.server.trace.RequestSpan;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;

/** Who asks, as the transport knows it. Over standard input and output it is whoever started the program. */
final class Callers {
    private static final String PRINCIPAL = "principal";
    private static final String ADDRESS = "address";
    private static final String SPAN = "span";

    private Callers() {}

    /** Who sent an HTTP request; of one whom nobody judged, nothing is known. */
    static Principal principal(HttpServletRequest request) {
        return request.getAttribute(Principal.ATTRIBUTE) instanceof Principal known ? known : Principal.NOBODY;
    }

    /** What the transport hands on of an HTTP request. */
    static McpTransportContext of(HttpServletRequest request) {
        return McpTransportContext.create(Map.of(
                PRINCIPAL,
                principal(request),
                ADDRESS,
                String.valueOf(request.getRemoteAddr()),
                SPAN,
                RequestSpan.of(request.getAttribute(RequestSpan.ATTRIBUTE))));
    }

    static Principal principal(McpAsyncServerExchange exchange) {
        return exchange.transportContext().get(PRINCIPAL) instanceof Principal known ? known : Principal.LOCAL;
    }

    /** Where the request came from; empty for this program's own streams. */
    static String address(McpAsyncServerExchange exchange) {
        return exchange.transportContext().get(ADDRESS) instanceof String address ? address : "";
    }

    /** The span of the request; none for this program's own streams. */
    static RequestSpan span(McpAsyncServerExchange exchange) {
        return RequestSpan.of(exchange.transportContext().get(SPAN));
    }

    /** The same handler, for callers who have the scope. */
    static <T> McpRequestHandler<T> with(Scope scope, McpRequestHandler<T> handler) {
        return (exchange, parameters) -> {
            if (!principal(exchange).may(scope)) {
                throw Work.error(
                        ErrorCodes.INVALID_REQUEST,
                        "this needs the scope \"" + scope.word() + "\", which this caller lacks");
            }
            return handler.handle(exchange, parameters);
        };
    }
}
