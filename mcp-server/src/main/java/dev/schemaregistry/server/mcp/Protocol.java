package dev.schemaregistry.server.mcp;

import dev.schemaregistry.server.access.Scope;
import dev.schemaregistry.server.agent.AgentOffer;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpNotificationHandler;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.SetLevelRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * The one place where what is offered becomes methods of the protocol; every transport takes them from here. The handlers are our
 * own, on the SDK's sessions and transports: the SDK's server knows no pages, no cancelling, and no resources but those that were
 * all registered beforehand. Thread-safe; what it keeps belongs to open sessions.
 */
final class Protocol implements AutoCloseable {
    /** How long a client may take to answer what the server asks it. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    // The tools check their own arguments, to refuse them with a code and the next step; that answers conform is what
    // tests
    // are for. Left without a validator, the SDK loads one before it says hello.
    static final JsonSchemaValidator NO_VALIDATOR = (schema, content) -> ValidationResponse.asValid("");

    private static final ServerCapabilities CAPABILITIES = ServerCapabilities.builder()
            .tools(false)
            .resources(true, true)
            .prompts(false)
            .completions()
            .logging()
            .build();

    private final AgentOffer offer;
    private final McpJsonMapper mapper;
    private final OpenSessions sessions = new OpenSessions();
    private final ReadingThreads reading = new ReadingThreads();
    private final Map<String, McpRequestHandler<?>> requests = new HashMap<>();
    private final Map<String, McpNotificationHandler> notifications;

    Protocol(AgentOffer offer, McpJsonMapper mapper) {
        this.offer = offer;
        this.mapper = mapper;
        requests.putAll(new ToolMethods(offer, mapper, sessions, reading).handlers());
        putReading(new ResourceMethods(offer.tables(), mapper, sessions, reading).handlers());
        requests.putAll(new PromptMethods(offer, mapper, reading).handlers());
        putReading(new CompletionMethods(offer.tables(), mapper, reading).handlers());
        McpRequestHandler<Map<String, Object>> settingLevel = this::setLevel;
        requests.put("ping", (exchange, parameters) -> Mono.just(Map.of()));
        requests.put("logging/setLevel", settingLevel);
        notifications = Map.of(
                "notifications/initialized", (exchange, parameters) -> Mono.empty(),
                "notifications/roots/list_changed", (exchange, parameters) -> Mono.empty(),
                "notifications/cancelled", this::cancel);
    }

    /** What tells of the registry's content; tools look after themselves. */
    private void putReading(Map<String, McpRequestHandler<?>> handlers) {
        handlers.forEach((method, handler) -> requests.put(method, Callers.with(Scope.READ, handler)));
    }

    AgentOffer offer() {
        return offer;
    }

    McpJsonMapper mapper() {
        return mapper;
    }

    OpenSessions sessions() {
        return sessions;
    }

    Map<String, McpRequestHandler<?>> requests() {
        Map<String, McpRequestHandler<?>> answered = new HashMap<>();
        requests.forEach((method, handler) -> answered.put(method, Work.answered(handler)));
        return Map.copyOf(answered);
    }

    Map<String, McpNotificationHandler> notifications() {
        return notifications;
    }

    /** @param versions those the transport speaks, oldest first */
    Mono<InitializeResult> initialize(InitializeRequest request, List<String> versions) {
        String version = versions.contains(request.protocolVersion())
                ? request.protocolVersion()
                : versions.get(versions.size() - 1);
        Implementation self =
                Implementation.builder(offer.name(), offer.version()).build();
        return Mono.just(InitializeResult.builder(version, CAPABILITIES, self)
                .instructions(offer.tools().instructions())
                .build());
    }

    private Mono<Map<String, Object>> setLevel(McpAsyncServerExchange exchange, Object parameters) {
        SetLevelRequest request = mapper.convertValue(parameters, new TypeRef<>() {});
        sessions.of(exchange).session().setMinLoggingLevel(request.level());
        return Mono.just(Map.of());
    }

    private Mono<Void> cancel(McpAsyncServerExchange exchange, Object parameters) {
        Object request = parameters instanceof Map<?, ?> given ? given.get("requestId") : null;
        if (request != null) {
            sessions.find(exchange.sessionId()).ifPresent(session -> session.cancel(request));
        }
        return Mono.empty();
    }

    /** Begins no more reading; what has begun is answered where somebody still listens. */
    @Override
    public void close() {
        reading.close();
    }
}
