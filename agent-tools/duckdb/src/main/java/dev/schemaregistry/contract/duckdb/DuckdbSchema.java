package dev.schemaregistry.contract.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** Writes a stored table as the statement that makes it, as far as names and types matter; a view becomes a table of its columns. */
final class DuckdbSchema {
    private static final String ANY_TYPE = "VARCHAR";

    private final DuckdbDatabase database;

    DuckdbSchema(DuckdbDatabase database) {
        this.database = database;
    }

    String statement(String namespace, Table table) {
        String prefix = namespace.isEmpty() ? "" : quoted(namespace) + '.';
        String columns = table.fields().stream()
                .map(field -> quoted(field.name()) + ' ' + type(field))
                .collect(Collectors.joining(", "));
        return "CREATE TABLE " + prefix + quoted(table.name().name()) + " ("
                + (columns.isEmpty() ? "\"\" INTEGER" : columns) + ')';
    }

    /** The field's own type, if the engine takes it for one and for nothing else. */
    private String type(Field field) {
        String type = field.nativeType();
        try {
            JsonNode tree = database.tree("SELECT CAST(NULL AS " + type + ")");
            JsonNode query = tree.path("statements").path(0).path("node");
            JsonNode cast = query.path("select_list").path(0);
            boolean plain = tree.path("statements").size() == 1
                    && query.path("select_list").size() == 1
                    && query.path("from_table").path("type").asText().equals("EMPTY")
                    && query.path("where_clause").isMissingNode()
                    && cast.path("class").asText().equals("CAST");
            if (plain) {
                database.bind("SELECT CAST(NULL AS " + type + ")");
                return type;
            }
        } catch (SQLException notAType) {
            return ANY_TYPE;
        }
        return ANY_TYPE;
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
