package dev.schemaregistry.contract.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the engine's tree of one query names: tables, columns, functions, each with its place. For one thread. */
final class QueryParts {
    private final byte[] utf8;
    private final List<Part> tables = new ArrayList<>();
    private final List<Part> columns = new ArrayList<>();
    private final List<Part> functions = new ArrayList<>();
    private final List<Part> tableFunctions = new ArrayList<>();
    private final List<Part> others = new ArrayList<>();
    private final Set<String> localTables = new HashSet<>();
    private final Set<String> aliases = new HashSet<>();

    /**
     * A named part.
     *
     * @param names the name's components as the engine understood them
     * @param alias what it is called in the query; may be empty
     * @param start first character, counted from 0; -1 where not known
     */
    record Part(List<String> names, String alias, int start) {
        String last() {
            return names.get(names.size() - 1);
        }

        String text() {
            return String.join(".", names);
        }
    }

    private QueryParts(String text) {
        this.utf8 = text.getBytes(StandardCharsets.UTF_8);
    }

    static QueryParts of(String text, JsonNode statement) {
        QueryParts parts = new QueryParts(text);
        parts.walk(statement);
        return parts;
    }

    List<Part> tables() {
        return tables;
    }

    List<Part> columns() {
        return columns;
    }

    List<Part> functions() {
        return functions;
    }

    List<Part> tableFunctions() {
        return tableFunctions;
    }

    /** SHOW, DESCRIBE and the like in the place of a table, by their kind. */
    List<Part> others() {
        return others;
    }

    /** Names that the query gives itself with WITH. */
    boolean isLocal(Part table) {
        return table.names().size() == 1 && localTables.contains(table.last().toLowerCase(Locale.ROOT));
    }

    Set<String> aliases() {
        return aliases;
    }

    private void walk(JsonNode node) {
        if (node.isObject()) {
            note(node);
        }
        // A table function is a function of another kind; only what it is given is walked.
        boolean tableFunction = node.path("type").asText().equals("TABLE_FUNCTION");
        (tableFunction ? node.path("function") : node).forEach(child -> {
            if (child.isContainerNode()) {
                walk(child);
            }
        });
    }

    private void note(JsonNode node) {
        node.path("cte_map")
                .path("map")
                .forEach(entry -> localTables.add(entry.path("key").asText().toLowerCase(Locale.ROOT)));
        String alias = node.path("alias").asText("");
        switch (node.path("type").asText()) {
            case "BASE_TABLE" -> {
                tables.add(new Part(qualified(node, "table_name", "catalog_name", "schema_name"), alias, start(node)));
                aliases.add(alias.isEmpty() ? node.path("table_name").asText() : alias);
            }
            case "SHOW_REF" ->
                others.add(new Part(List.of(node.path("show_type").asText()), alias, start(node)));
            case "TABLE_FUNCTION" -> {
                JsonNode function = node.path("function");
                tableFunctions.add(
                        new Part(List.of(function.path("function_name").asText()), alias, start(node)));
                aliases.add(alias.isEmpty() ? function.path("function_name").asText() : alias);
            }
            case "SUBQUERY", "EXPRESSION_LIST", "COLUMN_DATA" -> aliases.add(alias);
            default -> noteExpression(node);
        }
    }

    private void noteExpression(JsonNode node) {
        String kind = node.path("class").asText();
        if (kind.equals("COLUMN_REF")) {
            List<String> names = new ArrayList<>();
            node.path("column_names").forEach(name -> names.add(name.asText()));
            columns.add(new Part(names, "", start(node)));
        } else if (kind.equals("FUNCTION") || kind.equals("WINDOW")) {
            functions.add(new Part(qualified(node, "function_name", "catalog", "schema"), "", start(node)));
        }
    }

    private static List<String> qualified(JsonNode node, String name, String catalog, String schema) {
        List<String> names = new ArrayList<>();
        for (String part : List.of(catalog, schema)) {
            String text = node.path(part).asText("");
            if (!text.isEmpty()) {
                names.add(text);
            }
        }
        names.add(node.path(name).asText());
        return names;
    }

    /** The engine counts bytes. */
    private int start(JsonNode node) {
        JsonNode location = node.path("query_location");
        if (!location.canConvertToInt() || location.asInt() > utf8.length || location.asInt() < 0) {
            return -1;
        }
        return new String(utf8, 0, location.asInt(), StandardCharsets.UTF_8).length();
    }
}
