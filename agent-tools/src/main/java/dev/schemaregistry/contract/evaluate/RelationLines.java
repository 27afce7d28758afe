package dev.schemaregistry.contract.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Schemas written as JSON Lines: {@code {"schema_ref", "relations": [{"schema", "name", "columns": [{"name", "type", "not_null"}],
 * "primary_key": []}], "ddl"}}, types as PostgreSQL's {@code format_type} spells them. No server is needed for them.
 */
final class RelationLines {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PUBLIC = "public";

    private final Map<String, JsonNode> lines;

    private RelationLines(Map<String, JsonNode> lines) {
        this.lines = lines;
    }

    static RelationLines none() {
        return new RelationLines(Map.of());
    }

    static RelationLines read(Path file) {
        Map<String, JsonNode> lines = new HashMap<>();
        try (Stream<String> texts = Files.lines(file, UTF_8)) {
            for (String text : (Iterable<String>) texts.filter(t -> !t.isBlank())::iterator) {
                JsonNode line = JSON.readTree(text);
                lines.put(line.path("schema_ref").asText(), line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading relations from " + file, e);
        }
        return new RelationLines(lines);
    }

    /** The statements that make these relations in an empty database. */
    Optional<String> findScript(String schemaRef) {
        return Optional.ofNullable(lines.get(schemaRef))
                .map(line -> line.path("ddl").asText())
                .filter(script -> !script.isBlank());
    }

    Optional<SchemaContext> find(String schemaRef) {
        JsonNode line = lines.get(schemaRef);
        if (line == null) {
            return Optional.empty();
        }
        List<Table> tables = new ArrayList<>();
        line.path("relations").forEach(relation -> tables.add(table(relation)));
        return Optional.of(
                SchemaContext.of(new SourceId("lines"), Dialect.POSTGRESQL, "PostgreSQL 15", PUBLIC, tables, Map.of()));
    }

    private static Table table(JsonNode relation) {
        String namespace = relation.path("schema").asText(PUBLIC);
        TableName name = new TableName(
                namespace.equals(PUBLIC) ? "" : namespace, relation.path("name").asText());
        List<Field> fields = new ArrayList<>();
        for (JsonNode column : relation.path("columns")) {
            String type = column.path("type").asText();
            fields.add(Field.of(column.path("name").asText(), new DataType.Native(type))
                    .withNativeType(type)
                    .withNullable(!column.path("not_null").asBoolean(false)));
        }
        List<String> key = new ArrayList<>();
        relation.path("primary_key").forEach(part -> key.add(part.asText()));
        Table.Builder table = Table.builder(name, TableKind.TABLE).fields(fields);
        if (!key.isEmpty()) {
            table.primaryKey(Key.of("", key.toArray(String[]::new)));
        }
        return table.build();
    }
}
