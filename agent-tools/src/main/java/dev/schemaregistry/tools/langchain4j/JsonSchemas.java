package dev.schemaregistry.tools.langchain4j;

import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tool's input schema in LangChain4j's own classes; limits that those cannot say are checked when the tool is called. */
final class JsonSchemas {
    private JsonSchemas() {}

    static JsonObjectSchema object(Map<String, Object> schema) {
        JsonObjectSchema.Builder object = JsonObjectSchema.builder();
        map(schema.get("properties"))
                .forEach((name, property) -> object.addProperty(name.toString(), element(map(property))));
        object.required(texts(schema.get("required")));
        object.additionalProperties(false);
        return object.build();
    }

    private static JsonSchemaElement element(Map<?, ?> schema) {
        String description = Optional.ofNullable(schema.get("description"))
                .map(Object::toString)
                .orElse("");
        if (schema.containsKey("enum")) {
            return JsonEnumSchema.builder()
                    .description(description)
                    .enumValues(texts(schema.get("enum")))
                    .build();
        }
        String type = String.valueOf(schema.get("type"));
        return switch (type) {
            case "string" -> JsonStringSchema.builder().description(description).build();
            case "integer" ->
                JsonIntegerSchema.builder().description(description).build();
            case "array" ->
                JsonArraySchema.builder()
                        .description(description)
                        .items(element(map(schema.get("items"))))
                        .build();
            default -> throw new IllegalArgumentException("no tool takes an argument of type " + type);
        };
    }

    private static Map<?, ?> map(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<String> texts(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
