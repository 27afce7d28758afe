package dev.schemaregistry.server.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.LoggingMessageNotification;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.SamplingMessage;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What the conformance suite wants a server to have, beside what ours has. Everything that it does not name goes to the server's
 * own handlers; sessions, transport and errors are the server's in any case.
 */
final class ConformanceFixture {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration DELAY = Duration.ofMillis(50);

    private final JsonNode fixture = read();

    static Map<String, McpRequestHandler<?>> over(Protocol protocol) {
        ConformanceFixture fixture = new ConformanceFixture();
        Map<String, McpRequestHandler<?>> own = protocol.requests();
        Map<String, McpRequestHandler<?>> all = new HashMap<>(own);
        all.put("tools/list", fixture.tools(own.get("tools/list")));
        all.put("tools/call", fixture.unless(own.get("tools/call"), "name", "test_", fixture::call));
        all.put("resources/read", fixture.unless(own.get("resources/read"), "uri", "test:", fixture::read));
        all.put("prompts/get", fixture.unless(own.get("prompts/get"), "name", "test_", fixture::prompt));
        for (String watching : List.of("resources/subscribe", "resources/unsubscribe")) {
            all.put(
                    watching,
                    fixture.unless(own.get(watching), "uri", "test:", (exchange, parameters) -> Mono.just(Map.of())));
        }
        return all;
    }

    private interface Handler {
        Mono<?> handle(McpAsyncServerExchange exchange, JsonNode parameters);
    }

    private McpRequestHandler<Object> unless(
            McpRequestHandler<?> own, String parameter, String beginning, Handler handler) {
        return (exchange, parameters) -> {
            JsonNode node = JSON.valueToTree(parameters);
            boolean ours = node.path(parameter).asText().startsWith(beginning);
            return (ours ? handler.handle(exchange, node) : own.handle(exchange, parameters)).cast(Object.class);
        };
    }

    private McpRequestHandler<Object> tools(McpRequestHandler<?> own) {
        return (exchange, parameters) -> own.handle(exchange, parameters).map(result -> {
            JsonNode list = JSON.valueToTree(result);
            fixture.get("tools").forEach(((com.fasterxml.jackson.databind.node.ArrayNode) list.get("tools"))::add);
            return JSON.convertValue(list, Map.class);
        });
    }

    private Mono<?> call(McpAsyncServerExchange exchange, JsonNode parameters) {
        String tool = parameters.path("name").asText();
        JsonNode token = parameters.at("/_meta/progressToken");
        return switch (tool) {
            case "test_tool_with_logging" -> logging(exchange);
            case "test_tool_with_progress" -> progress(exchange, JSON.convertValue(token, Object.class));
            case "test_sampling" ->
                sampling(exchange, parameters.at("/arguments/prompt").asText());
            default -> answer(exchange, tool);
        };
    }

    private Mono<?> answer(McpAsyncServerExchange exchange, String tool) {
        JsonNode schema = fixture.get("elicitations").get(tool);
        if (schema != null) {
            return elicitation(exchange, schema);
        }
        JsonNode result = fixture.get("results").get(tool);
        return result == null
                ? Mono.error(Work.error(ErrorCodes.INVALID_PARAMS, "the fixture has no such tool"))
                : Mono.just(map(result));
    }

    private static Mono<?> logging(McpAsyncServerExchange exchange) {
        return Flux.just("Tool execution started", "Tool processing data", "Tool execution completed")
                .delayElements(DELAY)
                .concatMap(
                        text -> exchange.loggingNotification(LoggingMessageNotification.builder(LoggingLevel.INFO, text)
                                .build()))
                .then(Mono.just(text("done")));
    }

    private static Mono<?> progress(McpAsyncServerExchange exchange, Object token) {
        return Flux.just(0, 50, 100)
                .delayElements(DELAY)
                .concatMap(done -> exchange.progressNotification(
                        ProgressNotification.builder(token, done).total(100.0).build()))
                .then(Mono.just(text("done")));
    }

    private static Mono<?> sampling(McpAsyncServerExchange exchange, String prompt) {
        SamplingMessage message = SamplingMessage.builder(
                        Role.USER, TextContent.builder(prompt).build())
                .build();
        return exchange.createMessage(
                        CreateMessageRequest.builder(List.of(message), 100).build())
                .map(result -> text("LLM response: "
                        + JSON.valueToTree(result).at("/content/text").asText()));
    }

    private static Mono<?> elicitation(McpAsyncServerExchange exchange, JsonNode schema) {
        return exchange.createElicitation(
                        ElicitFormRequest.builder("please", map(schema)).build())
                .map(result ->
                        text("Elicitation completed: action=" + result.action() + ", content=" + result.content()));
    }

    private Mono<?> read(McpAsyncServerExchange exchange, JsonNode parameters) {
        return Mono.just(map(fixture.get("resources").get(parameters.path("uri").asText())));
    }

    private Mono<?> prompt(McpAsyncServerExchange exchange, JsonNode parameters) {
        String text =
                fixture.get("prompts").get(parameters.path("name").asText()).toString();
        for (Map.Entry<String, JsonNode> argument : parameters.path("arguments").properties()) {
            text = text.replace(
                    '{' + argument.getKey() + '}', argument.getValue().asText());
        }
        try {
            return Mono.just(map(JSON.readTree(text)));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static Map<String, Object> text(String text) {
        return Map.of("content", List.of(Map.of("type", "text", "text", text)));
    }

    @SuppressWarnings("unchecked") // the fixture's values are JSON objects
    private static Map<String, Object> map(JsonNode node) {
        return JSON.convertValue(node, Map.class);
    }

    private static JsonNode read() {
        try (InputStream in = ConformanceFixture.class.getResourceAsStream("conformance-fixture.json")) {
            return JSON.readTree(in);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
