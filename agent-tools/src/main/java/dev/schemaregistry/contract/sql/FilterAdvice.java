package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.SelectTables.Column;
import dev.schemaregistry.model.Index;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How the conditions of one SELECT compare columns with constants. */
final class FilterAdvice {
    private static final Set<String> COMPARISONS = Set.of("=", "<", ">", "<=", ">=", "<>");
    private static final Set<String> INEXACT = Set.of("real", "double precision");

    private final Advice advice;
    private final SelectTables tables;

    FilterAdvice(Advice advice, SelectTables tables) {
        this.advice = advice;
        this.tables = tables;
    }

    void give() {
        for (JsonNode condition : tables.conditions()) {
            JsonNode body = condition.path("A_Expr");
            String kind = body.path("kind").asText("");
            List<String> names = Tree.strings(body.path("name"));
            String operator = names.isEmpty() ? "" : names.get(names.size() - 1);
            if (kind.equals("AEXPR_OP") && COMPARISONS.contains(operator)) {
                compared(body.path("lexpr"), body.path("rexpr"), operator);
                compared(body.path("rexpr"), body.path("lexpr"), operator);
            }
            if (kind.equals("AEXPR_LIKE") || kind.equals("AEXPR_ILIKE")) {
                like(body);
            }
        }
    }

    private void compared(JsonNode side, JsonNode other, String operator) {
        if (!tables.columnsIn(other).isEmpty()) {
            return;
        }
        if (Tree.is(side, "FuncCall") || Tree.is(side, "TypeCast")) {
            tables.columnsIn(side).stream()
                    .filter(FilterAdvice::isIndexed)
                    .findFirst()
                    .ifPresent(column -> advice.inform(
                            Rule.ADVICE_INDEX_UNUSED,
                            Tree.location(Tree.body(side)),
                            column.name(),
                            "the index on \"" + column.name()
                                    + "\" is not used through a function or cast; compare the column itself"));
        }
        boolean exact = operator.equals("=") || operator.equals("<>");
        tables.column(side)
                .filter(column -> exact && !Tree.isNull(other) && isInexact(column))
                .ifPresent(column -> advice.inform(
                        Rule.ADVICE_LOSSY_COMPARISON,
                        Tree.location(Tree.body(side)),
                        column.name(),
                        "\"" + column.name()
                                + "\" holds inexact numbers, which seldom equal a constant; compare with a range"));
    }

    private void like(JsonNode body) {
        String pattern =
                body.path("rexpr").path("A_Const").path("sval").path("sval").asText("");
        boolean open = pattern.startsWith("%") || pattern.startsWith("_");
        tables.column(body.path("lexpr"))
                .filter(column -> open && isIndexed(column))
                .ifPresent(column -> advice.inform(
                        Rule.ADVICE_INDEX_UNUSED,
                        Tree.location(Tree.body(body.path("lexpr"))),
                        column.name(),
                        "the index on \"" + column.name() + "\" is not used by a pattern that begins with a wildcard"));
    }

    private static boolean isInexact(Column column) {
        return column.table()
                .findField(column.name())
                .filter(field -> INEXACT.contains(field.nativeType()))
                .isPresent();
    }

    private static boolean isIndexed(Column column) {
        Stream<String> keys = JoinAdvice.uniqueKeys(column.table()).map(fields -> fields.get(0));
        Stream<String> indexes = column.table().indexes().stream()
                .map(Index::parts)
                .filter(parts -> !parts.isEmpty() && !parts.get(0).expression())
                .map(parts -> parts.get(0).text());
        return Stream.concat(keys, indexes).anyMatch(column.name()::equals);
    }
}
