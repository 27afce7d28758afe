package dev.schemaregistry.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.server.view.JsonText;
import io.javalin.http.Handler;
import java.util.function.Function;

/** A handler that answers with JSON. */
final class Json {
    private Json() {}

    static Handler answering(Function<Input, ? extends JsonNode> answer) {
        return writing(input -> JsonText.compact(answer.apply(input)));
    }

    /** @param answer the text of a JSON document */
    static Handler writing(Function<Input, String> answer) {
        return context -> {
            String text = answer.apply(Input.of(context));
            context.contentType("application/json").result(text);
        };
    }
}
