package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves what is written with an operator: comparisons, arithmetic, LIKE, IN, BETWEEN, rows against rows. */
final class OperatorExpressions {
    private final CheckSession session;
    private final ExpressionResolver expressions;
    private final SubqueryExpressions subqueries;

    OperatorExpressions(CheckSession session, ExpressionResolver expressions, SubqueryExpressions subqueries) {
        this.session = session;
        this.expressions = expressions;
        this.subqueries = subqueries;
    }

    Expression resolve(JsonNode body, Scope scope) {
        return switch (body.path("kind").asText("AEXPR_OP")) {
            case "AEXPR_OP_ANY", "AEXPR_OP_ALL" -> anyOf(body, scope);
            case "AEXPR_NULLIF" -> nullIf(body, scope);
            case "AEXPR_IN" -> in(body, scope);
            case "AEXPR_BETWEEN", "AEXPR_BETWEEN_SYM" -> between(body, scope);
            case "AEXPR_NOT_BETWEEN", "AEXPR_NOT_BETWEEN_SYM" -> between(body, scope);
            default -> plain(body, scope);
        };
    }

    private PostgresTypes types() {
        return session.names().types();
    }

    private Expression plain(JsonNode body, Scope scope) {
        List<String> name = Tree.strings(body.path("name"));
        int location = Tree.location(body);
        if (isRowAgainstQuery(body)) {
            return subqueries.compareRow(body, scope);
        }
        Optional<Expression> left = body.has("lexpr")
                ? Optional.of(beside(body.path("rexpr"), body.get("lexpr"), scope))
                : Optional.empty();
        Expression right = beside(body.path("lexpr"), body.path("rexpr"), scope);
        boolean rows = left.isPresent() && isRow(body.path("lexpr")) && isRow(body.path("rexpr"));
        boolean nullTest = isTransformedNull(body);
        List<Expression> parts = new ArrayList<>();
        left.ifPresent(parts::add);
        parts.add(right);
        SqlType type = SqlType.BOOL;
        if (rows) {
            compareRows(name, left.get(), right, location);
        } else if (!nullTest) {
            SqlType found = types().operator(name, left, right, location, session);
            boolean comparison = !body.path("kind").asText("AEXPR_OP").equals("AEXPR_OP");
            type = comparison ? SqlType.BOOL : found;
        }
        return Expression.call(name.get(name.size() - 1) + body.path("kind").asText(), type, parts, location);
    }

    /** One operand; what the other one names is no suggestion for it, since nothing is compared with itself. */
    private Expression beside(JsonNode other, JsonNode operand, Scope scope) {
        List<String> before = session.beside();
        session.setBeside(
                Tree.is(other, "ColumnRef") ? Tree.strings(Tree.body(other).path("fields")) : List.of());
        Expression resolved = expressions.resolve(operand, scope);
        session.setBeside(before);
        return resolved;
    }

    private static boolean isRowAgainstQuery(JsonNode body) {
        return isRow(body.path("lexpr"))
                && body.path("rexpr")
                        .path("SubLink")
                        .path("subLinkType")
                        .asText("")
                        .equals("EXPR_SUBLINK");
    }

    private static boolean isRow(JsonNode node) {
        return Tree.is(node, "RowExpr");
    }

    /** {@code x IS DISTINCT FROM NULL} needs no operator. */
    private static boolean isTransformedNull(JsonNode body) {
        String kind = body.path("kind").asText();
        boolean distinct = kind.equals("AEXPR_DISTINCT") || kind.equals("AEXPR_NOT_DISTINCT");
        return distinct && (Tree.isNull(body.path("lexpr")) || Tree.isNull(body.path("rexpr")));
    }

    void compareRows(List<String> name, Expression left, Expression right, int location) {
        if (left.parts().size() != right.parts().size()) {
            session.error(Rule.COLUMN_COUNT, location, "", "unequal number of entries in row expressions");
            return;
        }
        for (int at = 0; at < left.parts().size(); at++) {
            Expression l = left.parts().get(at);
            Expression r = right.parts().get(at);
            if (l.text().equals("row") && r.text().equals("row")) {
                compareRows(name, l, r, location);
                continue;
            }
            types().operator(name, Optional.of(l), r, location, session);
        }
    }

    private Expression anyOf(JsonNode body, Scope scope) {
        List<String> names = Tree.strings(body.path("name"));
        String name = last(body.path("name"));
        Expression left = expressions.resolve(body.path("lexpr"), scope);
        Expression array = expressions.resolve(body.path("rexpr"), scope);
        types().arrayOperator(names, left, array, Tree.location(body), session);
        return Expression.call(
                name + body.path("kind").asText(), SqlType.BOOL, List.of(left, array), Tree.location(body));
    }

    private Expression nullIf(JsonNode body, Scope scope) {
        Expression left = expressions.resolve(body.path("lexpr"), scope);
        Expression right = expressions.resolve(body.path("rexpr"), scope);
        types().operator(List.of("="), Optional.of(left), right, Tree.location(body), session);
        SqlType type = left.type().isUnknown() ? SqlType.TEXT : left.type();
        return Expression.call("nullif", type, List.of(left, right), Tree.location(body));
    }

    private Expression between(JsonNode body, Scope scope) {
        int location = Tree.location(body);
        Expression value = expressions.resolve(body.path("lexpr"), scope);
        List<Expression> bounds =
                expressions.resolveAll(body.path("rexpr").path("List").path("items"), scope);
        List<Expression> parts = new ArrayList<>(List.of(value));
        parts.addAll(bounds);
        List<String> names = List.of(">=", "<=");
        for (int at = 0; at < bounds.size(); at++) {
            types().operator(List.of(names.get(at % 2)), Optional.of(value), bounds.get(at), location, session);
        }
        return Expression.call(body.path("kind").asText(), SqlType.BOOL, parts, location);
    }

    /** The server first looks for one type of all values; only where there is none it compares each by itself. */
    private Expression in(JsonNode body, Scope scope) {
        int location = Tree.location(body);
        String name = last(body.path("name"));
        Expression left = expressions.resolve(body.path("lexpr"), scope);
        List<Expression> items = new ArrayList<>();
        for (JsonNode item : body.path("rexpr").path("List").path("items")) {
            items.add(expressions.resolve(item, scope));
        }
        boolean row = left.text().equals("row");
        Optional<SqlType> common = row ? Optional.empty() : commonType(left, items);
        for (Expression item : items) {
            if (row && item.text().equals("row")) {
                compareRows(List.of(name), left, item, location);
                continue;
            }
            boolean own = item.kind() == Expression.Kind.COLUMN;
            Expression compared = common.isPresent() && !own ? typed(item, common.get()) : item;
            types().operator(List.of(name), Optional.of(left), compared, location, session);
        }
        List<Expression> parts = new ArrayList<>(List.of(left));
        parts.addAll(items);
        return Expression.call("in" + name, SqlType.BOOL, parts, location);
    }

    private Expression typed(Expression item, SqlType type) {
        types().convert(item, type.oid(), session);
        types().checkConstant(item, type.oid(), session);
        return item.withType(type);
    }

    private Optional<SqlType> commonType(Expression left, List<Expression> items) {
        List<Expression> constants = items.stream()
                .filter(item -> item.kind() != Expression.Kind.COLUMN)
                .toList();
        if (constants.size() < 2
                || constants.stream().anyMatch(item -> item.text().equals("row"))) {
            return Optional.empty();
        }
        List<Integer> oids = new ArrayList<>();
        oids.add(left.type().oid());
        constants.forEach(item -> oids.add(item.type().oid()));
        return types().rules()
                .unionCase(oids)
                .filter(oid -> oid != SqlType.UNKNOWN.oid())
                .map(SqlType::of);
    }

    private static String last(JsonNode names) {
        List<String> strings = Tree.strings(names);
        return strings.isEmpty() ? "" : strings.get(strings.size() - 1);
    }
}
