package dev.schemaregistry.contract.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collections of a MongoDB database as a file: {@code {"database", "collections": {name: schema}}}, each schema as a validator's
 * {@code $jsonSchema} would declare it. No server is needed for them.
 */
final class CollectionsFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, ScalarKind> SCALARS = Map.ofEntries(
            Map.entry("double", ScalarKind.FLOAT64),
            Map.entry("string", ScalarKind.STRING),
            Map.entry("binData", ScalarKind.BYTES),
            Map.entry("objectId", ScalarKind.OBJECT_ID),
            Map.entry("bool", ScalarKind.BOOLEAN),
            Map.entry("boolean", ScalarKind.BOOLEAN),
            Map.entry("date", ScalarKind.TIMESTAMP_WITH_ZONE),
            Map.entry("int", ScalarKind.INT32),
            Map.entry("integer", ScalarKind.INT64),
            Map.entry("long", ScalarKind.INT64),
            Map.entry("decimal", ScalarKind.DECIMAL));

    private CollectionsFile() {}

    /** @throws UncheckedIOException when the file can't be read */
    static SchemaContext read(Path file) {
        try {
            JsonNode database = JSON.readTree(file.toFile());
            List<Table> tables = new ArrayList<>();
            database.path("collections")
                    .properties()
                    .forEach(named -> tables.add(table(named.getKey(), named.getValue())));
            return SchemaContext.of(
                    new SourceId("file"),
                    Dialect.MONGODB,
                    "",
                    database.path("database").asText(),
                    tables,
                    Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("reading collections from " + file, e);
        }
    }

    private static Table table(String name, JsonNode schema) {
        boolean closed = schema.path("additionalProperties").isBoolean()
                && !schema.path("additionalProperties").asBoolean();
        return Table.builder(TableName.of(name), TableKind.COLLECTION)
                .fields(fields(schema))
                .properties(closed ? Map.of("closed", "true") : Map.of())
                .build();
    }

    private static List<Field> fields(JsonNode schema) {
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        List<Field> fields = new ArrayList<>();
        schema.path("properties")
                .properties()
                .forEach(named -> fields.add(Field.of(named.getKey(), type(named.getValue()))
                        .withNativeType(String.join("|", words(named.getValue())))
                        .withNullable(!required.contains(named.getKey()))));
        return fields;
    }

    private static DataType type(JsonNode schema) {
        List<DataType> members = new ArrayList<>();
        for (String word : words(schema)) {
            named(word, schema).stream().filter(type -> !members.contains(type)).forEach(members::add);
        }
        if (members.isEmpty()) {
            return new DataType.Json();
        }
        return members.size() == 1 ? members.get(0) : new DataType.Union(members);
    }

    private static List<String> words(JsonNode schema) {
        JsonNode type = schema.has("bsonType") ? schema.get("bsonType") : schema.path("type");
        List<String> words = new ArrayList<>();
        if (type.isTextual()) {
            words.add(type.asText());
        }
        type.forEach(word -> words.add(word.asText()));
        words.remove("null");
        return words;
    }

    private static List<DataType> named(String word, JsonNode schema) {
        Optional<ScalarKind> scalar = Optional.ofNullable(SCALARS.get(word));
        if (scalar.isPresent()) {
            return List.of(DataType.scalar(scalar.get()));
        }
        return switch (word) {
            case "number" ->
                List.of(
                        DataType.scalar(ScalarKind.FLOAT64),
                        DataType.scalar(ScalarKind.INT32),
                        DataType.scalar(ScalarKind.INT64),
                        DataType.scalar(ScalarKind.DECIMAL));
            case "object" ->
                List.of(
                        schema.has("properties")
                                ? new DataType.Struct(Optional.empty(), fields(schema))
                                : new DataType.Mapping(DataType.string(), new DataType.Json()));
            case "array" -> List.of(new DataType.Array(type(schema.path("items"))));
            default -> List.of(new DataType.Native(word));
        };
    }
}
