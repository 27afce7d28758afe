package dev.schemaregistry.server.mcp;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.access.AuditEntry;
import dev.schemaregistry.server.access.AuditLog;
import dev.schemaregistry.server.access.Principal;
import dev.schemaregistry.server.agent.AgentOffer;
import dev.schemaregistry.server.agent.ToolScopes;
import dev.schemaregistry.server.trace.RequestSpan;
import dev.schemaregistry.server.trace.ToolSpan;
import dev.schemaregistry.tools.ToolAnswer;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a tool by somebody: allowed or refused, written down, and told as a span.
 *
 * @param address where the caller is; may be empty
 * @param span of the request it came with
 */
record CalledTool(AgentOffer offer, CallToolRequest request, Principal principal, String address, RequestSpan span) {
    ToolAnswer answer() {
        Instant begun = offer.clock().instant();
        Map<String, Object> arguments = Optional.ofNullable(request.arguments()).orElse(Map.of());
        ToolAnswer answer = traced(arguments);
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

    private ToolAnswer traced(Map<String, Object> arguments) {
        try (ToolSpan step = span.tool(request.name(), findSource(arguments))) {
            ToolAnswer answer = ToolScopes.findRefusal(request.name(), principal)
                    .orElseGet(() -> offer.tools().call(request.name(), arguments));
            step.answered(outcome(answer));
            return answer;
        }
    }

    /** Callers may write anything there, also what no trace should hold. */
    private static Optional<SourceId> findSource(Map<String, Object> arguments) {
        return arguments.get("source") instanceof String text && SourceId.isValid(text)
                ? Optional.of(new SourceId(text))
                : Optional.empty();
    }

    private static String outcome(ToolAnswer answer) {
        return answer.errorCode()
                .or(() ->
                        Optional.ofNullable(answer.structured().get("verdict")).map(String::valueOf))
                .orElse("answered");
    }
}
