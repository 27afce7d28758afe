package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a query speaks of: evidence for what a misspelt table was meant to be.
 *
 * @param qualifiers names before a dot
 * @param columns names of columns
 */
record Mentions(Set<String> qualifiers, Set<String> columns) {
    static final Mentions NONE = new Mentions(Set.of(), Set.of());

    static Mentions of(JsonNode statement) {
        Mentions mentions = new Mentions(new HashSet<>(), new HashSet<>());
        mentions.collect(statement);
        return mentions;
    }

    private void collect(JsonNode node) {
        JsonNode fields = node.path("ColumnRef").path("fields");
        if (!fields.isMissingNode()) {
            List<String> names = Tree.strings(fields);
            columns.add(names.get(names.size() - 1));
            if (names.size() > 1) {
                qualifiers.add(names.get(names.size() - 2));
            }
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                collect(child);
            }
        }
    }

    /** How much speaks for a table, from 0 to 0.5: its name is a qualifier, its columns are named. */
    double evidenceFor(Table table) {
        double evidence = qualifiers.contains(table.name().name()) ? 0.3 : 0;
        long named = table.fields().stream()
                .map(Field::name)
                .filter(columns::contains)
                .count();
        return columns.isEmpty() ? evidence : evidence + 0.2 * named / columns.size();
    }
}
