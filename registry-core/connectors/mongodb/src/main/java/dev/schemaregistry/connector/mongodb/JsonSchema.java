package dev.schemaregistry.connector.mongodb;

import dev.schemaregistry.infer.SampledTables;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * A validator's {@code $jsonSchema}, or a part of one, read as a declaration. Keywords as in MongoDB's manual, "$jsonSchema"; those
 * that narrow values without naming a type become properties of the field.
 */
record JsonSchema(BsonDocument document) {
    /** The property of a table or field whose declaration allows no other fields. */
    static final String CLOSED = SampledTables.CLOSED;

    private static final List<String> RULES = List.of(
            "pattern",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties",
            "not",
            "allOf",
            "oneOf",
            "anyOf",
            "dependencies",
            "patternProperties");

    /** The schema in a collection's validator, alone or as one of several conditions. */
    static Optional<JsonSchema> findIn(BsonDocument validator) {
        if (validator.isDocument("$jsonSchema")) {
            return Optional.of(new JsonSchema(validator.getDocument("$jsonSchema")));
        }
        return all(validator, "$and").stream()
                .flatMap(part -> findIn(part.document()).stream())
                .findFirst();
    }

    /** Whether it says anything of fields. */
    boolean declaresFields() {
        return !fields().isEmpty();
    }

    /** Whether fields that it does not name are refused. */
    boolean isClosed() {
        return document.isBoolean("additionalProperties")
                && !document.getBoolean("additionalProperties").getValue()
                && !document.containsKey("patternProperties");
    }

    Optional<String> findComment() {
        return Stream.of("description", "title")
                .map(key -> BsonText.get(document, key))
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /** The fields it names, in its order; those that are only required come last. */
    List<Field> fields() {
        Map<String, JsonSchema> named = new LinkedHashMap<>();
        BsonText.document(document, "properties")
                .forEach((name, value) ->
                        named.put(name, new JsonSchema(value.isDocument() ? value.asDocument() : new BsonDocument())));
        Set<String> required = new LinkedHashSet<>();
        texts("required").forEach(required::add);
        required.forEach(name -> named.putIfAbsent(name, new JsonSchema(new BsonDocument())));
        return named.entrySet().stream()
                .map(entry -> entry.getValue().field(entry.getKey(), required.contains(entry.getKey())))
                .toList();
    }

    private Field field(String name, boolean required) {
        Field field = Field.of(name, type())
                .withNativeType(nativeType())
                .withNullable(!required || allowsNull())
                .withProperties(rules());
        return findComment().map(field::withComment).orElse(field);
    }

    private Map<String, String> rules() {
        Map<String, String> rules = new TreeMap<>();
        RULES.forEach(keyword -> BsonText.find(document, keyword).ifPresent(rule -> rules.put(keyword, rule)));
        if (!(type() instanceof DataType.Enumeration)) {
            BsonText.find(document, "enum").ifPresent(values -> rules.put("enum", values));
        }
        if (isClosed()) {
            rules.put(CLOSED, "true");
        }
        return rules;
    }

    private boolean allowsNull() {
        if (document.isArray("enum")) {
            return document.getArray("enum").stream().anyMatch(BsonValue::isNull);
        }
        List<String> types = typeNames();
        return types.isEmpty() ? !document.containsKey("properties") : types.contains("null");
    }

    private String nativeType() {
        List<String> words = words();
        return words.isEmpty() && type() instanceof DataType.Enumeration ? "string" : String.join("|", words);
    }

    private List<String> words() {
        return typeNames().stream()
                .filter(word -> !word.equals("null"))
                .distinct()
                .sorted()
                .toList();
    }

    private List<String> typeNames() {
        return Stream.concat(texts("bsonType"), texts("type")).toList();
    }

    private DataType type() {
        return findLabels()
                .<DataType>map(labels -> new DataType.Enumeration(Optional.empty(), labels))
                .orElseGet(() -> {
                    List<String> words = words();
                    return words.isEmpty() ? unnamed() : any(words.stream().map(this::named));
                });
    }

    private Optional<List<String>> findLabels() {
        if (!document.isArray("enum")) {
            return Optional.empty();
        }
        List<BsonValue> values = document.getArray("enum").stream()
                .filter(value -> !value.isNull())
                .toList();
        boolean allTexts = !values.isEmpty() && values.stream().allMatch(BsonValue::isString);
        return allTexts
                ? Optional.of(values.stream()
                        .map(value -> value.asString().getValue())
                        .distinct()
                        .toList())
                : Optional.empty();
    }

    private DataType named(String word) {
        if (word.equals("object")) {
            return object();
        }
        if (word.equals("array")) {
            return array();
        }
        if (word.equals("string") && document.isNumber("maxLength")) {
            return DataType.string(document.getNumber("maxLength").intValue());
        }
        return MongoTypes.findNamed(word).orElseGet(() -> new DataType.Native(word));
    }

    private DataType unnamed() {
        if (document.containsKey("properties") || document.containsKey("required")) {
            return object();
        }
        if (document.containsKey("items")) {
            return array();
        }
        return any(Stream.of("anyOf", "oneOf", "allOf")
                .flatMap(keyword -> all(document, keyword).stream())
                .map(JsonSchema::type));
    }

    private DataType object() {
        if (declaresFields()) {
            return new DataType.Struct(Optional.empty(), fields());
        }
        if (document.isDocument("additionalProperties")) {
            DataType value = new JsonSchema(document.getDocument("additionalProperties")).type();
            return new DataType.Mapping(DataType.string(), value);
        }
        return new DataType.Json();
    }

    private DataType array() {
        if (document.isDocument("items")) {
            return new DataType.Array(new JsonSchema(document.getDocument("items")).type());
        }
        return new DataType.Array(any(all(document, "items").stream().map(JsonSchema::type)));
    }

    private static DataType any(Stream<DataType> types) {
        List<DataType> members = types.flatMap(
                        type -> type instanceof DataType.Union union ? union.members().stream() : Stream.of(type))
                .distinct()
                .toList();
        if (members.isEmpty() || members.contains(new DataType.Json())) {
            return new DataType.Json();
        }
        return members.size() == 1 ? members.get(0) : new DataType.Union(members);
    }

    private static List<JsonSchema> all(BsonDocument document, String keyword) {
        return document.getArray(keyword, new BsonArray()).stream()
                .filter(BsonValue::isDocument)
                .map(value -> new JsonSchema(value.asDocument()))
                .toList();
    }

    private Stream<String> texts(String keyword) {
        BsonValue value = document.get(keyword);
        if (value == null) {
            return Stream.empty();
        }
        Stream<BsonValue> values = value.isArray() ? value.asArray().stream() : Stream.of(value);
        return values.filter(BsonValue::isString).map(text -> text.asString().getValue());
    }
}
