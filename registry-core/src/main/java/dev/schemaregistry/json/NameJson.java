package dev.schemaregistry.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.schemaregistry.model.EngineName;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import java.util.function.Function;

/** Values that have a text form of their own are that text. */
final class NameJson {
    private NameJson() {}

    static JsonNode write(Object value) {
        return TextNode.valueOf(value.toString());
    }

    static SourceId source(JsonNode node) {
        return read(node, "source id", SourceId::new);
    }

    static TableName table(JsonNode node) {
        return read(node, "table name", TableName::parse);
    }

    static TableRef ref(JsonNode node) {
        return read(node, "table reference", TableRef::parse);
    }

    static EngineName engine(JsonNode node) {
        return read(node, "name of a catalog's object", EngineName::parse);
    }

    static SemanticVersion version(JsonNode node) {
        return read(node, "version", SemanticVersion::parse);
    }

    static Fingerprint fingerprint(JsonNode node) {
        return read(node, "fingerprint", Fingerprint::parse);
    }

    private static <T> T read(JsonNode node, String what, Function<String, T> form) {
        if (!node.isTextual()) {
            throw JsonReader.malformed("a " + what + " must be a text");
        }
        return form.apply(node.textValue());
    }
}
