package dev.schemaregistry.server.mcp;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.RegistryException;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Runs what may take a moment away from the thread that reads messages; what goes wrong is told in a sentence. */
final class Work {
    private static final Logger LOG = LoggerFactory.getLogger(Work.class);

    private Work() {}

    /** Runs on a thread that is interrupted when nobody waits any more. */
    static <T> Mono<T> interruptible(Supplier<T> work) {
        return Mono.fromSupplier(work).subscribeOn(Schedulers.boundedElastic());
    }

    /** The same handler, whose refusals all arrive as answers, also those before its work begins. */
    static <T> McpRequestHandler<T> answered(McpRequestHandler<T> handler) {
        return (exchange, parameters) ->
                Mono.defer(() -> handler.handle(exchange, parameters)).onErrorMap(Work::told);
    }

    private static Throwable told(Throwable failure) {
        if (failure instanceof McpError) {
            return failure;
        }
        if (failure instanceof RegistryException refused) {
            boolean caller = refused.code().side() == ErrorCode.Side.CALLER;
            return error(caller ? ErrorCodes.INVALID_PARAMS : ErrorCodes.INTERNAL_ERROR, refused.getMessage());
        }
        LOG.error("a request failed", failure);
        return error(ErrorCodes.INTERNAL_ERROR, "the server failed for a reason of its own; its log has the details");
    }

    static McpError error(int code, String sentence) {
        return McpError.builder(code).message(sentence).build();
    }
}
