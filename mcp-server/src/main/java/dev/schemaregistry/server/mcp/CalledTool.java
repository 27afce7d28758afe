package dev.schemaregistry.server.mcp;

import dev.schemaregistry.server.access.AuditEntry;
import dev.schemaregistry.server.access.AuditLog;
import dev.schemaregistry.server.access.Principal;
import dev.schemaregistry.server.agent.AgentOffer;
import dev.schemaregistry.server.agent.ToolScopes;
import dev.schemaregistry.tools.ToolAnswer;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a tool by somebody: allowed or refused, and written down.
 *
 * @param address where the caller is; may be empty
 */
record CalledTool(AgentOffer offer, CallToolRequest request, Principal principal, String address) {
    ToolAnswer answer() {
        Instant begun = offer.clock().instant();
        Map<String, Object> arguments = Optional.ofNullable(request.arguments()).orElse(Map.of());
        ToolAnswer answer = ToolScopes.findRefusal(request.name(), principal)
                .orElseGet(() -> offer.tools().call(request.name(), arguments));
        Instant ended = offer.clock().instant();
        AuditLog.write(new AuditEntry(
                ended,
                principal.name(),
                address,
                "tool " + request.name(),
                arguments.get("source") instanceof String source ? source : "",
                outcome(answer),
                Duration.between(begun, ended).toMillis()));
        return answer;
    }

    private static String outcome(ToolAnswer answer) {
        return answer.errorCode()
                .or(() ->
                        Optional.ofNullable(answer.structured().get("verdict")).map(String::valueOf))
                .orElse("answered");
    }
}
