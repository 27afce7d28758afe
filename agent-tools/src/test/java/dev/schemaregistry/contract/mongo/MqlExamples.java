package dev.schemaregistry.contract.mongo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Example pipelines of a grammar written as YAML, each with the schema of its collections. */
final class MqlExamples {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, ScalarKind> SCALARS = Map.of(
            "String", ScalarKind.STRING,
            "Boolean", ScalarKind.BOOLEAN,
            "Date", ScalarKind.TIMESTAMP_WITH_ZONE,
            "Decimal128", ScalarKind.DECIMAL,
            "Double", ScalarKind.FLOAT64,
            "Int32", ScalarKind.INT32,
            "Long", ScalarKind.INT64,
            "ObjectId", ScalarKind.OBJECT_ID,
            "Binary", ScalarKind.BYTES);

    private MqlExamples() {}

    /**
     * One example.
     *
     * @param names all field names of its schema
     */
    record Example(String name, String collection, Object pipeline, SchemaContext schema, Set<String> names) {
        /** The same, as if the schema had been read from a sample. */
        Example sampled() {
            List<Table> tables = schema.tables().stream()
                    .map(table -> table.toBuilder()
                            .provenance(Provenance.inferred(100))
                            .build())
                    .toList();
            SchemaContext context =
                    SchemaContext.of(schema.source(), Dialect.MONGODB, "", schema.defaultNamespace(), tables, Map.of());
            return new Example(name, collection, pipeline, context, names);
        }

        String query(Object stages) {
            Map<String, Object> command = new LinkedHashMap<>();
            command.put("aggregate", collection);
            command.put("pipeline", stages);
            command.put("cursor", Map.of());
            try {
                return JSON.writeValueAsString(command);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static List<Example> read(Path folder) throws IOException {
        List<Example> examples = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>)
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted()::iterator) {
                read(file, examples);
            }
        }
        return examples;
    }

    private static void read(Path file, List<Example> examples) throws IOException {
        try (Reader in = Files.newBufferedReader(file)) {
            Object document = new Yaml(new Tags(new LoaderOptions())).load(in);
            if (!(document instanceof Map<?, ?> map) || !(map.get("tests") instanceof List<?> tests)) {
                return;
            }
            for (Object test : tests) {
                Map<?, ?> values = (Map<?, ?>) test;
                if (values.get("schema") instanceof Map<?, ?> schema
                        && values.get("pipeline") instanceof List<?> stages) {
                    examples.add(example(file.getFileName() + " " + values.get("name"), schema, plain(stages)));
                }
            }
        }
    }

    private static Example example(String name, Map<?, ?> schema, Object pipeline) {
        List<Table> tables = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        schema.forEach((collection, fields) ->
                tables.add(Table.builder(TableName.of(String.valueOf(collection)), TableKind.COLLECTION)
                        .fields(fields((Map<?, ?>) fields, names))
                        .build()));
        Set<String> others = new TreeSet<>();
        collections(pipeline, others);
        tables.forEach(table -> others.remove(table.name().name()));
        String first = String.valueOf(schema.keySet().iterator().next());
        others.forEach(other -> tables.add(
                Table.builder(TableName.of(other), TableKind.COLLECTION).build()));
        SchemaContext context =
                SchemaContext.of(new SourceId("examples"), Dialect.MONGODB, "", "test", tables, Map.of());
        return new Example(name, first, pipeline, context, names);
    }

    private static void collections(Object value, Set<String> names) {
        if (value instanceof Collection<?> list) {
            list.forEach(item -> collections(item, names));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                if (Set.of("from", "coll", "$unionWith").contains(String.valueOf(key))
                        && inner instanceof String text) {
                    names.add(text);
                }
                collections(inner, names);
            });
        }
    }

    private static List<Field> fields(Map<?, ?> fields, Set<String> names) {
        List<Field> read = new ArrayList<>();
        fields.forEach((name, field) -> {
            names.add(String.valueOf(name));
            Object types = field instanceof Map<?, ?> map ? map.get("types") : null;
            read.add(Field.of(String.valueOf(name), union(types, names)));
        });
        return read;
    }

    private static DataType union(Object types, Set<String> names) {
        List<DataType> members = new ArrayList<>();
        for (Object type : types instanceof List<?> list ? list : List.of()) {
            type((Map<?, ?>) type, names).ifPresent(members::add);
        }
        if (members.isEmpty()) {
            return new DataType.Json();
        }
        return members.size() == 1 ? members.get(0) : new DataType.Union(members);
    }

    private static Optional<DataType> type(Map<?, ?> type, Set<String> names) {
        String word = String.valueOf(type.get("bsonType"));
        if (SCALARS.containsKey(word)) {
            return Optional.of(DataType.scalar(SCALARS.get(word)));
        }
        return switch (word) {
            case "Number" ->
                Optional.of(new DataType.Union(
                        Stream.of(ScalarKind.INT32, ScalarKind.INT64, ScalarKind.FLOAT64, ScalarKind.DECIMAL)
                                .<DataType>map(DataType::scalar)
                                .toList()));
            case "Document" ->
                Optional.of(
                        type.get("fields") instanceof Map<?, ?> fields
                                ? new DataType.Struct(Optional.empty(), fields(fields, names))
                                : new DataType.Mapping(DataType.string(), new DataType.Json()));
            case "Array" -> Optional.of(new DataType.Array(union(type.get("types"), names)));
            case "Null", "Undefined" -> Optional.empty();
            default -> Optional.of(new DataType.Json());
        };
    }

    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, inner) -> plain.put(String.valueOf(key), plain(inner)));
            return plain;
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(MqlExamples::plain).toList();
        }
        return value instanceof Date date
                ? Map.of("$date", date.toInstant().toString())
                : Objects.requireNonNullElse(value, Nothing.NULL);
    }

    /** Null where maps and lists take none. */
    enum Nothing {
        NULL;

        @com.fasterxml.jackson.annotation.JsonValue
        Object value() {
            return null;
        }
    }

    /** The tags that stand for BSON's types. */
    private static final class Tags extends SafeConstructor {
        Tags(LoaderOptions options) {
            super(options);
            yamlMultiConstructors.put("!bson_", new Bson());
        }

        private static final class Bson extends AbstractConstruct {
            @Override
            public Object construct(Node node) {
                String tag = node.getTag().getValue().substring("!bson_".length());
                if (!(node instanceof ScalarNode scalar)) {
                    return Map.of();
                }
                String text = scalar.getValue();
                return switch (tag) {
                    case "utcdatetime" -> Map.of("$date", text.length() == 10 ? text + "T00:00:00Z" : text);
                    case "decimal" -> Map.of("$numberDecimal", text);
                    case "uuid" -> Map.of("$uuid", text);
                    case "regex" -> Map.of("$regularExpression", Map.of("pattern", text, "options", ""));
                    case "binary" -> Map.of("$binary", Map.of("base64", text, "subType", "00"));
                    default -> text;
                };
            }
        }
    }
}
