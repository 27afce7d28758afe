package dev.schemaregistry.connector.sqlite;

import dev.schemaregistry.connector.sqlite.CreateStatement.Definition;
import dev.schemaregistry.connector.sqlite.SqlTokens.Token;
import dev.schemaregistry.model.Check;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What only the text of CREATE TABLE tells.
 *
 * @param checks in the order of the text
 */
record TableText(Map<String, Column> columns, List<Check> checks) {
    /** Words that start a constraint; all are reserved, so that no column has them for a name without quotes. */
    private static final Set<String> CONSTRAINTS = Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");

    private static final Column PLAIN = new Column(false, Optional.empty(), Optional.empty());

    /** What only the text of a column's definition tells. */
    record Column(boolean autoIncrement, Optional<String> collation, Optional<String> generatedAs) {}

    static TableText of(String sql) {
        Map<String, Column> columns = new HashMap<>();
        List<Check> checks = new ArrayList<>();
        for (Definition definition : CreateStatement.of(sql).definitions()) {
            if (!isConstraint(definition.first())) {
                columns.put(key(definition.first().name()), column(definition));
            }
            addChecks(definition, checks);
        }
        return new TableText(columns, checks);
    }

    /** The column of that name; SQLite compares names without case. */
    Column column(String name) {
        return columns.getOrDefault(key(name), PLAIN);
    }

    private static Column column(Definition definition) {
        Optional<String> expression = definition.indexOf("AS", 1).flatMap(place -> definition.parenthesized(place + 1));
        return new Column(definition.has("AUTOINCREMENT"), definition.nameAfter("COLLATE"), expression);
    }

    private static void addChecks(Definition definition, List<Check> checks) {
        Optional<Integer> place = definition.indexOf("CHECK", 0);
        while (place.isPresent()) {
            int at = place.get();
            String name = at >= 2 && definition.tokens().get(at - 2).is("CONSTRAINT")
                    ? definition.tokens().get(at - 1).name()
                    : "";
            definition.parenthesized(at + 1).ifPresent(rule -> checks.add(new Check(name, "CHECK (" + rule + ')')));
            place = definition.indexOf("CHECK", at + 1);
        }
    }

    private static boolean isConstraint(Token first) {
        return first.kind() == SqlTokens.Kind.WORD
                && CONSTRAINTS.contains(first.raw().toUpperCase(Locale.ROOT));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
