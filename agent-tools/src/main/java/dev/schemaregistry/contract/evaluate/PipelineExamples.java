package dev.schemaregistry.contract.evaluate;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.SchemaContext;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Example pipelines of the grammar {@code mongodb/mql-specifications}: YAML files whose {@code tests} have a {@code schema} of collections and a
 * {@code pipeline}.
 */
final class PipelineExamples {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PipelineExamples() {}

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

    /** @throws UncheckedIOException when a file can't be read */
    static List<Example> read(Path folder) {
        List<Example> examples = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>)
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted()::iterator) {
                read(file, examples);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading example pipelines from " + folder, e);
        }
        return examples;
    }

    private static void read(Path file, List<Example> examples) throws IOException {
        try (Reader in = Files.newBufferedReader(file)) {
            Object document = new Yaml(new BsonTags(new LoaderOptions())).load(in);
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
                        .fields(ExampleSchema.fields((Map<?, ?>) fields, names))
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

    private static Object plain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, inner) -> plain.put(String.valueOf(key), plain(inner)));
            return plain;
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(PipelineExamples::plain).toList();
        }
        return value instanceof Date date
                ? Map.of("$date", date.toInstant().toString())
                : Objects.requireNonNullElse(value, Nothing.NULL);
    }

    /** Null where maps and lists take none. */
    enum Nothing {
        NULL;

        @JsonValue
        @Nullable
        Object value() {
            return null;
        }
    }
}
