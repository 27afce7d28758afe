package dev.schemaregistry.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.Distance;
import dev.schemaregistry.model.DataType.ScalarKind;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A {@link DataType}: an object told apart by {@code kind}, such as {@code {"kind":"decimal","precision":10,"scale":2}}. A type that
 * is its kind and nothing else is that word: {@code "int64"}.
 */
final class TypeJson implements DataType.Visitor<JsonNode> {
    private static final TypeJson WRITER = new TypeJson();
    private static final String JSON = "json";
    private static final Map<String, ScalarKind> SCALARS =
            Arrays.stream(ScalarKind.values()).collect(Collectors.toUnmodifiableMap(Words::of, Function.identity()));

    private TypeJson() {}

    static JsonNode write(DataType type) {
        return type.accept(WRITER);
    }

    static DataType read(JsonNode node) {
        if (node.isTextual()) {
            return named(node.textValue());
        }
        JsonReader type = JsonReader.of(node, "type");
        return switch (type.text("kind")) {
            case "enum" -> new DataType.Enumeration(type.optionalText("name"), type.texts("labels"));
            case "array" -> new DataType.Array(type.value("element", TypeJson::read));
            case "struct" -> new DataType.Struct(type.optionalText("name"), type.list("fields", FieldJson::read));
            case "map" -> new DataType.Mapping(type.value("key", TypeJson::read), type.value("value", TypeJson::read));
            case "union" -> new DataType.Union(type.list("members", TypeJson::read));
            case "vector" ->
                new DataType.Vector(
                        type.integer("dimension"),
                        type.word("distance", Distance.class, Distance.UNKNOWN),
                        type.flag("sparse", false));
            case "native" -> new DataType.Native(type.text("name"));
            default -> parameterised(type);
        };
    }

    private static DataType named(String kind) {
        return kind.equals(JSON) ? new DataType.Json() : DataType.scalar(scalarKind(kind));
    }

    private static DataType parameterised(JsonReader type) {
        String kind = type.text("kind");
        return kind.equals(JSON)
                ? new DataType.Json()
                : new DataType.Scalar(
                        scalarKind(kind), type.integer("length"), type.integer("precision"), type.integer("scale"));
    }

    private static ScalarKind scalarKind(String word) {
        ScalarKind kind = SCALARS.get(word);
        if (kind == null) {
            throw JsonReader.malformed("no type is of the kind " + JsonReader.quoted(word));
        }
        return kind;
    }

    @Override
    public JsonNode scalar(DataType.Scalar type) {
        if (type.length().isEmpty()
                && type.precision().isEmpty()
                && type.scale().isEmpty()) {
            return TextNode.valueOf(Words.of(type.kind()));
        }
        return new JsonWriter()
                .with("kind", type.kind())
                .with("length", type.length())
                .with("precision", type.precision())
                .with("scale", type.scale())
                .object();
    }

    @Override
    public JsonNode enumeration(DataType.Enumeration type) {
        return new JsonWriter()
                .with("kind", "enum")
                .with("name", type.name())
                .texts("labels", type.labels())
                .object();
    }

    @Override
    public JsonNode array(DataType.Array type) {
        return new JsonWriter()
                .with("kind", "array")
                .with("element", write(type.element()))
                .object();
    }

    @Override
    public JsonNode struct(DataType.Struct type) {
        return new JsonWriter()
                .with("kind", "struct")
                .with("name", type.name())
                .list("fields", type.fields(), FieldJson::write)
                .object();
    }

    @Override
    public JsonNode mapping(DataType.Mapping type) {
        return new JsonWriter()
                .with("kind", "map")
                .with("key", write(type.key()))
                .with("value", write(type.value()))
                .object();
    }

    @Override
    public JsonNode union(DataType.Union type) {
        return new JsonWriter()
                .with("kind", "union")
                .list("members", type.members(), TypeJson::write)
                .object();
    }

    @Override
    public JsonNode json(DataType.Json type) {
        return TextNode.valueOf(JSON);
    }

    @Override
    public JsonNode vector(DataType.Vector type) {
        return new JsonWriter()
                .with("kind", "vector")
                .with("dimension", type.dimension())
                .unless("distance", Distance.UNKNOWN, type.distance())
                .unless("sparse", false, type.sparse())
                .object();
    }

    @Override
    public JsonNode nativeType(DataType.Native type) {
        return new JsonWriter().with("kind", "native").with("name", type.name()).object();
    }
}
