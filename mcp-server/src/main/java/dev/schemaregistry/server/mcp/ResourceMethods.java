package dev.schemaregistry.server.mcp;

import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.server.agent.TableResource;
import dev.schemaregistry.server.agent.TableResources;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.ListResourceTemplatesResult;
import io.modelcontextprotocol.spec.McpSchema.ListResourcesResult;
import io.modelcontextprotocol.spec.McpSchema.PaginatedRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.SubscribeRequest;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.UnsubscribeRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Tables as resources in the SDK's classes: listed in pages, read, watched. */
final class ResourceMethods {
    private static final ListResourceTemplatesResult TEMPLATES = ListResourceTemplatesResult.builder(
                    List.of(ResourceTemplate.builder(TableResources.TEMPLATE, TableResources.TEMPLATE_NAME)
                            .title(TableResources.TEMPLATE_TITLE)
                            .description(TableResources.TEMPLATE_TEXT)
                            .mimeType(TableResources.MIME_TYPE)
                            .build()))
            .build();

    private final TableResources tables;
    private final McpJsonMapper mapper;
    private final OpenSessions sessions;
    private final ReadingThreads reading;

    ResourceMethods(TableResources tables, McpJsonMapper mapper, OpenSessions sessions, ReadingThreads reading) {
        this.tables = tables;
        this.mapper = mapper;
        this.sessions = sessions;
        this.reading = reading;
    }

    Map<String, McpRequestHandler<?>> handlers() {
        McpRequestHandler<ListResourcesResult> listing = (exchange, parameters) -> list(parameters);
        McpRequestHandler<ListResourceTemplatesResult> templates = (exchange, parameters) -> Mono.just(TEMPLATES);
        McpRequestHandler<ReadResourceResult> reading = (exchange, parameters) -> read(parameters);
        McpRequestHandler<Map<String, Object>> subscribing = this::subscribe;
        McpRequestHandler<Map<String, Object>> unsubscribing = this::unsubscribe;
        return Map.of(
                "resources/list", listing,
                "resources/templates/list", templates,
                "resources/read", reading,
                "resources/subscribe", subscribing,
                "resources/unsubscribe", unsubscribing);
    }

    private Mono<ListResourcesResult> list(Object parameters) {
        Optional<String> cursor = Optional.ofNullable(parameters)
                .map(given -> mapper.convertValue(given, new TypeRef<PaginatedRequest>() {}))
                .map(PaginatedRequest::cursor);
        return reading.run(() -> page(tables.list(cursor)));
    }

    private static ListResourcesResult page(TableResources.Page page) {
        ListResourcesResult.Builder result = ListResourcesResult.builder(
                page.tables().stream().map(ResourceMethods::described).toList());
        page.next().ifPresent(result::nextCursor);
        return result.build();
    }

    private static Resource described(TableResource table) {
        return Resource.builder(table.uri(), table.name())
                .mimeType(TableResources.MIME_TYPE)
                .build();
    }

    private Mono<ReadResourceResult> read(Object parameters) {
        String uri = uri(mapper.convertValue(parameters, new TypeRef<ReadResourceRequest>() {})
                .uri());
        return reading.run(() -> tables.read(uri))
                .map(text -> contents(uri, text.orElseThrow(() -> McpError.RESOURCE_NOT_FOUND.apply(uri))));
    }

    private static ReadResourceResult contents(String uri, String text) {
        return ReadResourceResult.builder(List.of(TextResourceContents.builder(uri, text)
                        .mimeType(TableResources.MIME_TYPE)
                        .build()))
                .build();
    }

    private Mono<Map<String, Object>> subscribe(McpAsyncServerExchange exchange, Object parameters) {
        String uri = uri(mapper.convertValue(parameters, new TypeRef<SubscribeRequest>() {})
                .uri());
        OpenSession session = sessions.of(exchange);
        return reading.run(() -> {
            TableRef table = tables.find(uri).orElseThrow(() -> McpError.RESOURCE_NOT_FOUND.apply(uri));
            if (!session.subscribe(uri, table)) {
                throw Work.error(
                        ErrorCodes.INVALID_REQUEST,
                        "this session watches as many resources as it may; unsubscribe some");
            }
            return Map.of();
        });
    }

    private Mono<Map<String, Object>> unsubscribe(McpAsyncServerExchange exchange, Object parameters) {
        String uri = uri(mapper.convertValue(parameters, new TypeRef<UnsubscribeRequest>() {})
                .uri());
        sessions.of(exchange).unsubscribe(uri);
        return Mono.just(Map.of());
    }

    private static String uri(String given) {
        return Optional.ofNullable(given)
                .orElseThrow(() -> Work.error(ErrorCodes.INVALID_PARAMS, "the uri of a resource is missing"));
    }
}
