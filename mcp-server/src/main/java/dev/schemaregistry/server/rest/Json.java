package dev.schemaregistry.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.server.view.JsonText;
import io.javalin.http.Handler;
import java.util.function.Function;

/** A handler that answers with JSON. */
final class Json {
    private Json() {}

    static Handler answering(Function<Input, ? extends JsonNode> answer) {
        return context -> {
            JsonNode node = answer.apply(Input.of(context));
            context.contentType("application/json").result(JsonText.compact(node));
        };
    }
}
