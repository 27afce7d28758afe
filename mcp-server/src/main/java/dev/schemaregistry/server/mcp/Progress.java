package dev.schemaregistry.server.mcp;

import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells a client that wants to know that its call is under way: at once, then every second. */
final class Progress {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Progress() {}

    /** The same work with its progress told, none of it after the result. */
    static <T> Mono<T> told(McpAsyncServerExchange exchange, CallToolRequest request, Mono<T> work) {
        Object token = request.progressToken();
        if (token == null) {
            return work;
        }
        Mono<T> shared = work.cache();
        return tell(exchange, request.name(), token, 0)
                .thenMany(Flux.interval(PAUSE)
                        .onBackpressureDrop()
                        .takeUntilOther(shared.onErrorComplete())
                        .concatMap(seconds -> tell(exchange, request.name(), token, seconds + 1)))
                .then(shared);
    }

    private static Mono<Void> tell(McpAsyncServerExchange exchange, String tool, Object token, long seconds) {
        String message = seconds == 0 ? tool + " begins" : tool + " has run for " + seconds + " s";
        return exchange.progressNotification(ProgressNotification.builder(token, (double) seconds)
                        .message(message)
                        .build())
                .onErrorComplete();
    }
}
