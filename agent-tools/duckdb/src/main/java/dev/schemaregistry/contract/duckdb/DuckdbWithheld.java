package dev.schemaregistry.contract.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.FindingWriter;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.Withheld;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks for withheld fields in the engine's tree of a query: their names wherever they stand, and whatever takes columns without naming
 * them. In doubt the query is refused. For one thread.
 */
final class DuckdbWithheld {
    private static final Set<String> UNNAMED = Set.of("STAR", "POSITIONAL_REFERENCE");

    private final List<Table> tables;
    private final FindingWriter findings;
    private final Map<String, Table> byField = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Table> byAlias = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** @param tables those of the query that have withheld fields */
    DuckdbWithheld(List<Table> tables, FindingWriter findings) {
        this.tables = tables;
        this.findings = findings;
        tables.forEach(table ->
                table.fields().stream().filter(Field::isWithheld).forEach(field -> byField.put(field.name(), table)));
    }

    void look(JsonNode statement) {
        if (tables.isEmpty()) {
            return;
        }
        aliases(statement);
        walk(statement);
    }

    private void aliases(JsonNode node) {
        if (node.path("type").asText().equals("BASE_TABLE")) {
            findTable(node.path("table_name").asText()).ifPresent(table -> {
                byAlias.put(table.name().name(), table);
                String alias = node.path("alias").asText("");
                if (!alias.isEmpty()) {
                    byAlias.put(alias, table);
                }
            });
        }
        node.forEach(this::aliases);
    }

    private Optional<Table> findTable(String name) {
        return tables.stream()
                .filter(table -> table.name().name().equalsIgnoreCase(name))
                .findFirst();
    }

    private void walk(JsonNode node) {
        String kind = node.path("class").asText();
        String type = node.path("type").asText();
        if (UNNAMED.contains(kind)
                || type.equals("PIVOT")
                || node.path("ref_type").asText().equals("NATURAL")) {
            all(tables.get(0));
        }
        if (kind.equals("COLUMN_REF")) {
            column(node.path("column_names"));
        }
        if (type.equals("BASE_TABLE") && node.path("column_name_alias").size() > 0) {
            findTable(node.path("table_name").asText()).ifPresent(this::all);
        }
        node.path("using_columns").forEach(name -> named(name.asText()));
        node.forEach(this::walk);
    }

    private void column(JsonNode names) {
        names.forEach(name -> named(name.asText()));
        if (names.size() > 0) {
            Table whole = byAlias.get(names.get(names.size() - 1).asText());
            boolean field = whole != null
                    && fieldsOf(whole)
                            .contains(names.get(names.size() - 1).asText().toLowerCase(Locale.ROOT));
            if (whole != null && !field) {
                all(whole);
            }
        }
    }

    private static Set<String> fieldsOf(Table table) {
        Set<String> names = new TreeSet<>();
        table.fields().forEach(field -> names.add(field.name().toLowerCase(Locale.ROOT)));
        return names;
    }

    private void named(String name) {
        Table table = byField.get(name);
        if (table != null) {
            findings.error(Rule.FIELD_WITHHELD, Optional.empty(), name, Withheld.field(table, name));
        }
    }

    private void all(Table table) {
        findings.error(Rule.FIELD_WITHHELD, Withheld.all(table));
    }
}
