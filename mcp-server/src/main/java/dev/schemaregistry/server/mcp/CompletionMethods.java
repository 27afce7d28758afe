package dev.schemaregistry.server.mcp;

import dev.schemaregistry.server.agent.Completion;
import dev.schemaregistry.server.agent.TableResources;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest.CompleteArgument;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Completes names of sources and tables, wherever an argument asks for one: in the resource template and in prompts. */
final class CompletionMethods {
    private final TableResources tables;
    private final McpJsonMapper mapper;
    private final ReadingThreads reading;

    CompletionMethods(TableResources tables, McpJsonMapper mapper, ReadingThreads reading) {
        this.tables = tables;
        this.mapper = mapper;
        this.reading = reading;
    }

    Map<String, McpRequestHandler<?>> handlers() {
        McpRequestHandler<CompleteResult> completing = (exchange, parameters) -> complete(parameters);
        return Map.of("completion/complete", completing);
    }

    private Mono<CompleteResult> complete(Object parameters) {
        CompleteRequest request = mapper.convertValue(parameters, new TypeRef<>() {});
        if (request.ref() == null
                || request.argument() == null
                || request.argument().name() == null) {
            throw Work.error(ErrorCodes.INVALID_PARAMS, "a completion needs a ref and an argument with a name");
        }
        return reading.run(() -> completion(request)).map(CompletionMethods::result);
    }

    private Completion completion(CompleteRequest request) {
        CompleteArgument argument = request.argument();
        String begun = Optional.ofNullable(argument.value()).orElse("");
        return switch (argument.name()) {
            case TableResources.SOURCE -> tables.completeSource(begun);
            case TableResources.TABLE ->
                given(request, TableResources.SOURCE)
                        .map(source -> tables.completeTable(source, begun))
                        .orElse(Completion.NONE);
            default -> Completion.NONE;
        };
    }

    /** What the client has filled in already. */
    private static Optional<String> given(CompleteRequest request, String argument) {
        return Optional.ofNullable(request.context())
                .map(context -> context.arguments())
                .map(arguments -> arguments.get(argument));
    }

    private static CompleteResult result(Completion completion) {
        boolean more = completion.total() > completion.values().size();
        return new CompleteResult(new CompleteResult.CompleteCompletion(completion.values(), completion.total(), more));
    }
}
