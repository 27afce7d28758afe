package dev.schemaregistry.connector.sqlite;

import dev.schemaregistry.connector.sqlite.CreateStatement.Definition;
import java.util.List;
import java.util.Optional;

/**
 * What only the text of CREATE INDEX tells.
 *
 * @param parts the indexed columns and expressions, without collation and order
 */
record IndexText(List<String> parts, Optional<String> predicate) {
    static final IndexText NONE = new IndexText(List.of(), Optional.empty());

    static IndexText of(String sql) {
        CreateStatement statement = CreateStatement.of(sql);
        List<String> parts =
                statement.definitions().stream().map(IndexText::expression).toList();
        return new IndexText(parts, statement.textAfter("WHERE"));
    }

    private static String expression(Definition definition) {
        int end = definition.tokens().size();
        if (end > 1 && (isLast(definition, end, "ASC") || isLast(definition, end, "DESC"))) {
            end--;
        }
        if (end > 2 && definition.tokens().get(end - 2).is("COLLATE")) {
            end -= 2;
        }
        return definition.textUpTo(end);
    }

    private static boolean isLast(Definition definition, int end, String keyword) {
        return definition.tokens().get(end - 1).is(keyword);
    }
}
