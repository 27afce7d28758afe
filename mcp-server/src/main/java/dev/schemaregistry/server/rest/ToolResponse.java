package dev.schemaregistry.server.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.server.ErrorStatus;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.tools.ToolAnswer;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.function.Consumer;

/** What a tool answers, over HTTP: its data with its text, or a problem. */
final class ToolResponse {
    private ToolResponse() {}

    static void write(Context context, ToolAnswer answer) {
        write(context, answer, node -> {});
    }

    /** With more than the tool says of itself. */
    static void write(Context context, ToolAnswer answer, Consumer<ObjectNode> more) {
        if (answer.errorCode().isPresent()) {
            String code = answer.errorCode().get();
            Problems.write(context, status(code).http(), code, answer.text());
            return;
        }
        ObjectNode node = (ObjectNode) JsonText.tree(answer.structured());
        node.put("text", answer.text());
        more.accept(node);
        context.contentType("application/json").result(JsonText.compact(node));
    }

    private static ErrorStatus status(String name) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.name().equals(name))
                .findFirst()
                .map(ErrorStatus::of)
                .orElse(ErrorStatus.INTERNAL);
    }
}
