package dev.schemaregistry.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Generation;

/** A {@link Field}; nullable unless it says otherwise. */
final class FieldJson {
    private FieldJson() {}

    static JsonNode write(Field field) {
        JsonWriter out = new JsonWriter()
                .with("name", field.name())
                .with("type", TypeJson.write(field.type()))
                .unlessEmpty("nativeType", field.nativeType())
                .unless("nullable", true, field.nullable())
                .with("default", field.defaultExpression());
        if (!field.generation().equals(Generation.NONE)) {
            out.with("generation", write(field.generation()));
        }
        return out.with("comment", field.comment())
                .with("stableId", field.stableId())
                .with("presence", field.presence())
                .unlessEmpty("properties", field.properties())
                .object();
    }

    static Field read(JsonNode node) {
        JsonReader in = JsonReader.of(node, "field");
        return new Field(
                in.text("name"),
                in.value("type", TypeJson::read),
                in.text("nativeType", ""),
                in.flag("nullable", true),
                in.optionalText("default"),
                in.optional("generation", FieldJson::readGeneration).orElse(Generation.NONE),
                in.optionalText("comment"),
                in.optionalText("stableId"),
                in.fraction("presence"),
                in.map("properties"));
    }

    /** A kind without expression is its word. */
    private static JsonNode write(Generation generation) {
        if (generation.expression().isEmpty()) {
            return TextNode.valueOf(Words.of(generation.kind()));
        }
        return new JsonWriter()
                .with("kind", generation.kind())
                .with("expression", generation.expression())
                .object();
    }

    private static Generation readGeneration(JsonNode node) {
        if (node.isTextual()) {
            return Generation.of(Words.parse(Generation.Kind.class, node.textValue()));
        }
        JsonReader in = JsonReader.of(node, "generation");
        return new Generation(in.word("kind", Generation.Kind.class), in.optionalText("expression"));
    }
}
