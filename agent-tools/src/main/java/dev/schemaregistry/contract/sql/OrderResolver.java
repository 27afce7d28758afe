package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.NameSuggestions;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.Scope.Clause;
import dev.schemaregistry.contract.sql.Scope.Entry;
import dev.schemaregistry.contract.sql.TargetResolver.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves ORDER BY, GROUP BY, DISTINCT and WINDOW: positions, output names, then expressions, as the server does. */
final class OrderResolver {
    private final CheckSession session;
    private final ExpressionResolver expressions;

    OrderResolver(CheckSession session, ExpressionResolver expressions) {
        this.session = session;
        this.expressions = expressions;
    }

    private PostgresTypes types() {
        return session.names().types();
    }

    /** The sort keys; those not in the select list are added to {@code targets}. */
    List<Expression> sort(JsonNode sortClause, List<Target> targets, Scope scope) {
        scope.setClause(Clause.ORDER_BY);
        int listed = targets.size();
        List<Expression> keys = new ArrayList<>();
        for (JsonNode node : sortClause) {
            JsonNode key = Tree.body(node).path("node");
            Expression value = key(key, targets, listed, scope, "ORDER BY", false);
            requireSortable(node, value);
            keys.add(value);
        }
        return keys;
    }

    private void requireSortable(JsonNode sortBy, Expression value) {
        List<String> operator = Tree.strings(Tree.body(sortBy).path("useOp"));
        if (operator.isEmpty()) {
            types().requireOrder(value.type(), value.location(), session);
            return;
        }
        types().operator(operator, Optional.of(value), value, value.location(), session);
    }

    /** The grouping expressions, those inside grouping sets included. */
    List<Expression> group(JsonNode groupClause, List<Target> targets, Scope scope) {
        scope.setClause(Clause.GROUP_BY);
        int listed = targets.size();
        List<Expression> keys = new ArrayList<>();
        for (JsonNode node : groupClause) {
            group(node, targets, listed, scope, keys);
        }
        return keys;
    }

    private void group(JsonNode node, List<Target> targets, int listed, Scope scope, List<Expression> keys) {
        JsonNode inside = Tree.is(node, "GroupingSet") ? Tree.body(node).path("content") : null;
        boolean implicitRow = Tree.is(node, "RowExpr")
                && Tree.body(node).path("row_format").asText().equals("COERCE_IMPLICIT_CAST");
        if (implicitRow) {
            inside = Tree.body(node).path("args");
        }
        if (inside != null) {
            for (JsonNode part : inside) {
                group(part, targets, listed, scope, keys);
            }
            return;
        }
        Expression value = key(node, targets, listed, scope, "GROUP BY", true);
        types().requireEquality(value.type(), value.location(), session);
        requirePlain(value, value, scope);
        keys.add(value);
    }

    /** An output column named as a key may hold what must not be grouped by. */
    private void requirePlain(Expression key, Expression part, Scope scope) {
        boolean own = part.owner().filter(owner -> owner == scope).isPresent();
        boolean window = own && part.kind() == Expression.Kind.WINDOW;
        if (window || (own && part.kind() == Expression.Kind.AGGREGATE)) {
            session.error(
                    window ? Rule.WINDOWING : Rule.GROUPING,
                    key.location(),
                    "GROUP BY",
                    (window ? "window" : "aggregate") + " functions are not allowed in GROUP BY");
            return;
        }
        part.parts().forEach(inner -> requirePlain(key, inner, scope));
    }

    void windows(JsonNode windowClause, List<Target> targets, Scope scope) {
        scope.setClause(Clause.WINDOW);
        int listed = targets.size();
        for (JsonNode node : windowClause) {
            JsonNode window = Tree.body(node);
            for (JsonNode part : window.path("partitionClause")) {
                refuseUse(key(part, targets, listed, scope, "PARTITION BY", false));
            }
            for (JsonNode part : window.path("orderClause")) {
                refuseUse(key(Tree.body(part).path("node"), targets, listed, scope, "ORDER BY", false));
            }
        }
    }

    private void refuseUse(Expression key) {
        types().refuseUse(key.type(), session.place(key.location(), 0), "a window", session);
    }

    void distinct(JsonNode select, int listed, List<Target> targets, List<Expression> sorted, Scope scope) {
        JsonNode clause = select.path("distinctClause");
        if (clause.isMissingNode()) {
            return;
        }
        boolean plain =
                Tree.body(clause.path(0)).isMissingNode() || clause.path(0).size() == 0;
        if (plain) {
            targets.subList(0, listed)
                    .forEach(target -> types().requireEquality(
                                    target.value().type(), target.value().location(), session));
            requireListed(sorted, targets.subList(0, listed));
            return;
        }
        distinctOn(clause, listed, targets, sorted, scope);
    }

    private void requireListed(List<Expression> sorted, List<Target> list) {
        for (Expression key : sorted) {
            boolean listed = key.type().isAny()
                    || list.stream().anyMatch(target -> target.value().sameAs(key));
            if (!listed) {
                session.error(
                        Rule.INVALID_REFERENCE,
                        key.location(),
                        "ORDER BY",
                        "for SELECT DISTINCT, ORDER BY expressions must appear in select list");
                return;
            }
        }
    }

    private void distinctOn(JsonNode clause, int listed, List<Target> targets, List<Expression> sorted, Scope scope) {
        scope.setClause(Clause.DISTINCT_ON);
        List<Expression> keys = new ArrayList<>();
        for (JsonNode node : clause) {
            Expression value = key(node, targets, listed, scope, "DISTINCT ON", false);
            types().refuseUse(value.type(), session.place(value.location(), 0), "DISTINCT ON", session);
            keys.add(value);
        }
        boolean outside = false;
        for (Expression order : sorted) {
            boolean isKey =
                    keys.stream().anyMatch(order::sameAs) || order.type().isAny();
            if (isKey && outside) {
                session.error(
                        Rule.INVALID_REFERENCE,
                        order.location(),
                        "DISTINCT ON",
                        "SELECT DISTINCT ON expressions must match initial ORDER BY expressions");
                return;
            }
            outside |= !isKey;
        }
        boolean allSorted = keys.stream()
                .allMatch(key -> key.type().isAny() || sorted.stream().anyMatch(key::sameAs));
        if (outside && !allSorted) {
            session.error(
                    Rule.INVALID_REFERENCE,
                    keys.get(0).location(),
                    "DISTINCT ON",
                    "SELECT DISTINCT ON expressions must match initial ORDER BY expressions");
        }
    }

    /** One key: a position, an output column's name, or an expression. */
    private Expression key(
            JsonNode node, List<Target> targets, int listed, Scope scope, String words, boolean inputFirst) {
        Optional<Expression> output = outputName(node, targets.subList(0, listed), scope, words, inputFirst);
        if (output.isPresent()) {
            return output.get();
        }
        if (Tree.isConstant(node)) {
            return position(node, targets, listed, words);
        }
        Expression value = expressions.resolve(node, scope);
        boolean known = targets.stream().anyMatch(target -> target.value().sameAs(value));
        if (!known) {
            targets.add(new Target("", value));
        }
        return value;
    }

    private Optional<Expression> outputName(
            JsonNode node, List<Target> list, Scope scope, String words, boolean inputFirst) {
        List<String> fields = Tree.strings(node.path("ColumnRef").path("fields"));
        if (fields.size() != 1 || fields.get(0).isEmpty()) {
            return Optional.empty();
        }
        String name = fields.get(0);
        int location = Tree.location(Tree.body(node));
        if (inputFirst && hasInputColumn(name, scope)) {
            return Optional.empty();
        }
        List<Target> found =
                list.stream().filter(target -> target.name().equals(name)).toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Expression first = found.get(0).value();
        boolean ambiguous = found.stream().anyMatch(target -> !target.value().sameAs(first));
        if (ambiguous) {
            session.error(Rule.AMBIGUOUS_COLUMN, location, name, words + " \"" + name + "\" is ambiguous");
        }
        return Optional.of(first);
    }

    private static boolean hasInputColumn(String name, Scope scope) {
        for (Entry entry : scope.entries()) {
            if (entry.byColumn() && !entry.relation().indexesOf(name).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private Expression position(JsonNode node, List<Target> targets, int listed, String words) {
        JsonNode body = Tree.body(node);
        int location = Tree.location(body);
        if (!body.has("ival")) {
            session.error(Rule.COLUMN_COUNT, location, words, "non-integer constant in " + words);
            return Expression.any(location);
        }
        int position = body.path("ival").path("ival").asInt(0);
        boolean valid = position >= 1 && position <= listed;
        if (!valid) {
            session.error(
                    Rule.INVALID_REFERENCE,
                    location,
                    String.valueOf(position),
                    words + " position " + position + " is not in select list");
            return Expression.any(location);
        }
        return targets.get(position - 1).value();
    }

    /** ORDER BY over a set operation or VALUES: only names and positions of the result. */
    void ofResult(JsonNode select, List<ColumnShape> columns, Scope scope, List<Expression> inner, String words) {
        JsonNode sortClause = select.path("sortClause");
        if (sortClause.isMissingNode()) {
            return;
        }
        scope.setClause(Clause.ORDER_BY);
        Relation result = Relation.of("", columns, false);
        List<Entry> before = scope.entries();
        scope.setEntries(List.of(new Entry(result, false, true, false, true)));
        for (JsonNode node : sortClause) {
            resultKey(Tree.body(node).path("node"), columns, scope, inner, words);
        }
        scope.setEntries(before);
    }

    private void resultKey(JsonNode key, List<ColumnShape> columns, Scope scope, List<Expression> inner, String words) {
        int location = Tree.location(Tree.body(key));
        if (Tree.isConstant(key)) {
            List<Target> targets = new ArrayList<>();
            columns.forEach(c ->
                    targets.add(new Target(c.name(), Expression.any(location).withType(c.type()))));
            position(key, targets, columns.size(), "ORDER BY");
            return;
        }
        List<String> fields = Tree.strings(key.path("ColumnRef").path("fields"));
        boolean name = fields.size() == 1;
        if (name) {
            List<String> names = columns.stream().map(ColumnShape::name).toList();
            if (!names.contains(fields.get(0))) {
                session.error(
                        Rule.UNKNOWN_COLUMN,
                        session.place(location, 0),
                        fields.get(0),
                        "column \"" + fields.get(0) + "\" does not exist in the result",
                        NameSuggestions.nearest(fields.get(0), names));
            }
            return;
        }
        inner.add(expressions.resolve(key, scope));
        if (words.startsWith("UNION")) {
            session.error(
                    Rule.NOT_SUPPORTED,
                    location,
                    "ORDER BY",
                    "invalid " + words + " ORDER BY clause; only result column names can be used");
        }
    }
}
