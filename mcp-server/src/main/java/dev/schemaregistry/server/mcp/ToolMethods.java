package dev.schemaregistry.server.mcp;

import dev.schemaregistry.server.agent.AgentOffer;
import dev.schemaregistry.tools.AgentTool;
import dev.schemaregistry.tools.RegistryTools;
import dev.schemaregistry.tools.ToolAnswer;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.LoggingMessageNotification;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The registry's tools in the SDK's classes; says nothing of its own. */
final class ToolMethods {
    private final AgentOffer offer;
    private final RegistryTools tools;
    private final McpJsonMapper mapper;
    private final OpenSessions sessions;
    private final ReadingThreads reading;
    private final ListToolsResult list;

    ToolMethods(AgentOffer offer, McpJsonMapper mapper, OpenSessions sessions, ReadingThreads reading) {
        this.offer = offer;
        this.tools = offer.tools();
        this.mapper = mapper;
        this.sessions = sessions;
        this.reading = reading;
        this.list = ListToolsResult.builder(
                        tools.tools().stream().map(ToolMethods::described).toList())
                .build();
    }

    Map<String, McpRequestHandler<?>> handlers() {
        McpRequestHandler<ListToolsResult> listing = (exchange, parameters) -> Mono.just(list);
        McpRequestHandler<CallToolResult> calling = this::call;
        return Map.of("tools/list", listing, "tools/call", calling);
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

    private Mono<CallToolResult> call(McpAsyncServerExchange exchange, Object parameters) {
        CallToolRequest request = mapper.convertValue(parameters, new TypeRef<>() {});
        AgentTool tool = tools.findTool(request.name())
                .orElseThrow(() -> Work.error(
                        ErrorCodes.INVALID_PARAMS, "there is no such tool; tools/list names those there are"));
        CalledTool called = new CalledTool(
                offer, request, Callers.principal(exchange), Callers.address(exchange), Callers.span(exchange));
        Mono<ToolAnswer> work =
                tool.hints().openWorld() ? Work.interruptible(called::answer) : reading.run(called::answer);
        Mono<ToolAnswer> cancellable = sessions.of(exchange).cancellable(ProtocolMapper.requestId(request), work);
        Mono<ToolAnswer> followed = Progress.told(exchange, request, cancellable);
        return followed.flatMap(answer -> logged(exchange, request, answer).thenReturn(result(answer)));
    }

    private static Mono<Void> logged(McpAsyncServerExchange exchange, CallToolRequest request, ToolAnswer answer) {
        LoggingLevel level = answer.isError() ? LoggingLevel.NOTICE : LoggingLevel.DEBUG;
        String what = answer.errorCode().map(code -> " refused: " + code).orElse(" answered");
        return exchange.loggingNotification(LoggingMessageNotification.builder(level, request.name() + what)
                        .logger("tools")
                        .build())
                .onErrorComplete();
    }

    private static CallToolResult result(ToolAnswer answer) {
        return CallToolResult.builder(List.of(TextContent.builder(answer.text()).build()))
                .structuredContent(answer.structured())
                .isError(answer.isError())
                .build();
    }
}
