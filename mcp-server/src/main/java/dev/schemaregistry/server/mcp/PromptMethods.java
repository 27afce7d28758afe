package dev.schemaregistry.server.mcp;

import dev.schemaregistry.server.access.Principal;
import dev.schemaregistry.server.agent.AgentOffer;
import dev.schemaregistry.server.agent.AgentPrompt;
import dev.schemaregistry.server.agent.AgentPrompts;
import dev.schemaregistry.server.agent.ToolCaller;
import dev.schemaregistry.server.agent.ToolScopes;
import dev.schemaregistry.tools.ToolAnswer;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.ListPromptsResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The prompts in the SDK's classes. */
final class PromptMethods {
    private final AgentOffer offer;
    private final AgentPrompts prompts;
    private final McpJsonMapper mapper;
    private final ReadingThreads reading;
    private final ListPromptsResult list;

    PromptMethods(AgentOffer offer, McpJsonMapper mapper, ReadingThreads reading) {
        this.offer = offer;
        this.prompts = offer.prompts();
        this.mapper = mapper;
        this.reading = reading;
        this.list = ListPromptsResult.builder(
                        prompts.all().stream().map(PromptMethods::described).toList())
                .build();
    }

    Map<String, McpRequestHandler<?>> handlers() {
        McpRequestHandler<ListPromptsResult> listing = (exchange, parameters) -> Mono.just(list);
        McpRequestHandler<GetPromptResult> getting = this::get;
        return Map.of("prompts/list", listing, "prompts/get", getting);
    }

    private static Prompt described(AgentPrompt prompt) {
        return Prompt.builder(prompt.name())
                .title(prompt.title())
                .description(prompt.description())
                .arguments(prompt.arguments().stream()
                        .map(argument -> PromptArgument.builder(argument.name())
                                .description(argument.description())
                                .required(argument.required())
                                .build())
                        .toList())
                .build();
    }

    private Mono<GetPromptResult> get(McpAsyncServerExchange exchange, Object parameters) {
        GetPromptRequest request = mapper.convertValue(parameters, new TypeRef<>() {});
        String name = Optional.ofNullable(request.name())
                .orElseThrow(() -> Work.error(ErrorCodes.INVALID_PARAMS, "the name of a prompt is missing"));
        Map<String, Object> arguments = Optional.ofNullable(request.arguments()).orElse(Map.of());
        return reading.run(() -> prompts.text(name, arguments, caller(exchange)))
                .map(PromptMethods::result);
    }

    /** A prompt brings what a tool says, so it needs what the tool needs, and is written down like it. */
    private ToolCaller caller(McpAsyncServerExchange exchange) {
        Principal principal = Callers.principal(exchange);
        return (tool, arguments) -> {
            CallToolRequest request =
                    CallToolRequest.builder(tool).arguments(arguments).build();
            ToolAnswer answer = new CalledTool(
                            offer, request, principal, Callers.address(exchange), Callers.span(exchange))
                    .answer();
            if (ToolScopes.findRefusal(tool, principal).isPresent()) {
                throw Work.error(ErrorCodes.INVALID_REQUEST, answer.text());
            }
            return answer.text();
        };
    }

    private static GetPromptResult result(String text) {
        TextContent content = TextContent.builder(text).build();
        return GetPromptResult.builder(
                        List.of(PromptMessage.builder(Role.USER, content).build()))
                .build();
    }
}
