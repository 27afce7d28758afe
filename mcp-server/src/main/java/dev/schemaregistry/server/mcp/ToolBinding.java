package dev.schemaregistry.server.mcp;

import dev.schemaregistry.tools.AgentTool;
import dev.schemaregistry.tools.RegistryTools;
import dev.schemaregistry.tools.ToolAnswer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registry's tools in the SDK's classes, for any transport; says nothing of its own. Stateless. */
final class ToolBinding {
    private final RegistryTools tools;

    ToolBinding(RegistryTools tools) {
        this.tools = tools;
    }

    List<SyncToolSpecification> specifications() {
        return tools.tools().stream()
                .map(tool -> SyncToolSpecification.builder()
                        .tool(described(tool))
                        .callHandler((exchange, request) -> call(request))
                        .build())
                .toList();
    }

    private static Tool described(AgentTool tool) {
        return Tool.builder(tool.name(), tool.inputSchema())
                .title(tool.title())
                .description(tool.description())
                .outputSchema(tool.outputSchema())
                .annotations(ToolAnnotations.builder()
                        .readOnlyHint(tool.hints().readOnly())
                        .idempotentHint(tool.hints().idempotent())
                        .openWorldHint(tool.hints().openWorld())
                        .build())
                .build();
    }

    private CallToolResult call(CallToolRequest request) {
        Map<String, Object> arguments = Optional.ofNullable(request.arguments()).orElse(Map.of());
        ToolAnswer answer = tools.call(request.name(), arguments);
        return CallToolResult.builder(List.of(TextContent.builder(answer.text()).build()))
                .structuredContent(answer.structured())
                .isError(answer.isError())
                .build();
    }
}
