package dev.schemaregistry.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Index.Part;

/** An {@link Index}; a part that is a field in rising order is that field's name. */
final class IndexJson {
    private IndexJson() {}

    static JsonNode write(Index index) {
        return new JsonWriter()
                .with("name", index.name())
                .list("parts", index.parts(), IndexJson::write)
                .unless("unique", false, index.unique())
                .unlessEmpty("method", index.method())
                .with("predicate", index.predicate())
                .unlessEmpty("includes", index.includes())
                .with("definition", index.definition())
                .unlessEmpty("properties", index.properties())
                .object();
    }

    static Index read(JsonNode node) {
        JsonReader in = JsonReader.of(node, "index");
        return new Index(
                in.text("name"),
                in.list("parts", IndexJson::readPart),
                in.flag("unique", false),
                in.text("method", ""),
                in.optionalText("predicate"),
                in.texts("includes"),
                in.optionalText("definition"),
                in.map("properties"));
    }

    private static JsonNode write(Part part) {
        if (!part.expression() && !part.descending()) {
            return TextNode.valueOf(part.text());
        }
        return new JsonWriter()
                .with(part.expression() ? "expression" : "field", part.text())
                .unless("descending", false, part.descending())
                .object();
    }

    private static Part readPart(JsonNode node) {
        if (node.isTextual()) {
            return Part.field(node.textValue());
        }
        JsonReader in = JsonReader.of(node, "part of an index");
        return in.optionalText("expression")
                .map(text -> new Part(text, true, in.flag("descending", false)))
                .orElseGet(() -> new Part(in.text("field"), false, in.flag("descending", false)));
    }
}
