package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.CommonTable.State;
import dev.schemaregistry.contract.sql.Scope.Clause;
import dev.schemaregistry.contract.sql.TargetResolver.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves one SELECT, VALUES or set operation with everything inside it, in the server's order. */
final class QueryResolver {
    private final CheckSession session;
    private final ExpressionResolver expressions;
    private final FromResolver from;
    private final TargetResolver targets;
    private final OrderResolver orders;
    private final GroupingRule grouping;

    QueryResolver(CheckSession session) {
        this.session = session;
        this.expressions = new ExpressionResolver(session, this);
        this.from = new FromResolver(session, this, expressions);
        this.targets = new TargetResolver(session, expressions);
        this.orders = new OrderResolver(session, expressions);
        this.grouping = new GroupingRule(session);
    }

    /**
     * @param select the body of a {@code SelectStmt}
     * @param keepUnknown whether literals without a type stay so, as in the parts of a set operation
     */
    ResolvedQuery resolve(JsonNode select, Optional<Scope> outer, boolean keepUnknown) {
        session.step();
        Scope scope = new Scope(outer);
        List<Expression> inner = new ArrayList<>();
        commonTables(select.path("withClause"), scope, inner);
        if (select.has("valuesLists")) {
            return values(select, scope, inner, keepUnknown);
        }
        if (!select.path("op").asText("SETOP_NONE").equals("SETOP_NONE")) {
            return setOperation(select, scope, inner);
        }
        return plain(select, scope, inner, keepUnknown);
    }

    // --- WITH ---

    private void commonTables(JsonNode with, Scope scope, List<Expression> inner) {
        if (with.isMissingNode()) {
            return;
        }
        boolean recursive = with.path("recursive").asBoolean(false);
        List<CommonTable> tables = new ArrayList<>();
        for (JsonNode node : with.path("ctes")) {
            JsonNode body = Tree.body(node);
            CommonTable table = new CommonTable(body.path("ctename").asText(), body);
            if (tables.stream().anyMatch(other -> other.name().equals(table.name()))) {
                session.error(
                        Rule.DUPLICATE_ALIAS,
                        Tree.location(body),
                        table.name(),
                        "WITH query name \"" + table.name() + "\" specified more than once");
            }
            tables.add(table);
            if (recursive) {
                scope.commonTables().put(table.name(), table);
            }
        }
        for (CommonTable table : tables) {
            complete(table, scope, recursive, inner);
            scope.commonTables().put(table.name(), table);
        }
    }

    private void complete(CommonTable table, Scope scope, boolean recursive, List<Expression> inner) {
        if (table.state() != State.WAITING) {
            return;
        }
        table.setState(State.STARTED);
        JsonNode select = table.body().path("ctequery").path("SelectStmt");
        if (select.isMissingNode()) {
            table.setQuery(ResolvedQuery.notKnown());
            table.setState(State.DONE);
            return;
        }
        boolean refersToItself = recursive && mentions(table.body().path("ctequery"), table.name());
        ResolvedQuery query =
                refersToItself ? recursive(table, select, scope) : resolve(select, Optional.of(scope), false);
        inner.addAll(query.expressions());
        table.setQuery(named(table, query));
        table.setState(State.DONE);
    }

    /** Names a WITH item's columns: its own list, then those of SEARCH and CYCLE. */
    private ResolvedQuery named(CommonTable table, ResolvedQuery query) {
        List<ColumnShape> columns = new ArrayList<>(query.columns());
        List<String> names = Tree.strings(table.body().path("aliascolnames"));
        if (names.size() > columns.size() && !query.open()) {
            session.error(
                    Rule.INVALID_REFERENCE,
                    Tree.location(table.body()),
                    table.name(),
                    "WITH query \"" + table.name() + "\" has " + columns.size() + " columns available but "
                            + names.size() + " columns specified");
        }
        for (int at = 0; at < Math.min(names.size(), columns.size()); at++) {
            columns.set(at, columns.get(at).withName(names.get(at)));
        }
        for (int at = columns.size(); at < names.size(); at++) {
            columns.add(ColumnShape.of(names.get(at), SqlType.ANY));
        }
        JsonNode body = table.body();
        addColumn(body.path("search_clause").path("search_seq_column"), columns);
        addColumn(body.path("cycle_clause").path("cycle_mark_column"), columns);
        addColumn(body.path("cycle_clause").path("cycle_path_column"), columns);
        return new ResolvedQuery(columns, query.open(), List.of());
    }

    private static void addColumn(JsonNode name, List<ColumnShape> columns) {
        if (!name.isMissingNode()) {
            columns.add(ColumnShape.of(name.asText(), SqlType.ANY));
        }
    }

    private ResolvedQuery recursive(CommonTable table, JsonNode select, Scope scope) {
        boolean union = select.path("op").asText("").equals("SETOP_UNION");
        JsonNode first = select.path("larg");
        if (!union || mentions(first, table.name())) {
            session.error(
                    Rule.RECURSION,
                    Tree.location(table.body()),
                    table.name(),
                    "recursive query \"" + table.name()
                            + "\" does not have the form non-recursive-term UNION [ALL] recursive-term");
            table.setQuery(ResolvedQuery.notKnown());
            table.setState(State.RECURSING);
            return ResolvedQuery.notKnown();
        }
        new RecursionRule(session, table.name()).check(select, Tree.location(table.body()));
        Scope ahead = new Scope(Optional.of(scope));
        commonTables(select.path("withClause"), ahead, new ArrayList<>());
        ResolvedQuery start = resolve(first, Optional.of(ahead), false);
        table.setQuery(named(table, start));
        table.setState(State.RECURSING);
        ResolvedQuery whole = resolve(select, Optional.of(scope), false);
        checkRecursiveTypes(table, start, whole);
        return new ResolvedQuery(start.columns(), start.open(), whole.expressions());
    }

    private void checkRecursiveTypes(CommonTable table, ResolvedQuery start, ResolvedQuery whole) {
        int columns = Math.min(start.columns().size(), whole.columns().size());
        for (int at = 0; at < columns; at++) {
            SqlType before = start.columns().get(at).type();
            SqlType after = whole.columns().get(at).type();
            boolean differ = !before.isAny() && !after.isAny() && before.oid() != after.oid();
            if (differ) {
                PostgresTypes types = session.names().types();
                session.error(
                        Rule.TYPE_MISMATCH,
                        Tree.location(table.body()),
                        table.name(),
                        "recursive query \"" + table.name() + "\" column " + (at + 1) + " has type "
                                + types.name(before) + " in non-recursive term but type " + types.name(after)
                                + " overall");
            }
        }
    }

    /** Whether a tree reads from a relation of that name; a WITH item of the same name inside is not looked for. */
    static boolean mentions(JsonNode tree, String name) {
        JsonNode range = tree.path("RangeVar");
        if (range.path("relname").asText("").equals(name) && !range.has("schemaname")) {
            return true;
        }
        for (JsonNode child : tree) {
            if (child.isContainerNode() && mentions(child, name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a WITH item may be read from; resolves one that comes later in a recursive WITH. */
    boolean isReady(CommonTable table, Scope scope) {
        if (table.state() == State.WAITING) {
            complete(table, scope, true, new ArrayList<>());
        }
        if (table.state() == State.STARTED) {
            session.error(
                    Rule.NOT_SUPPORTED,
                    Tree.location(table.body()),
                    table.name(),
                    "mutual recursion between WITH items is not implemented");
        }
        return true;
    }

    // --- VALUES ---

    private ResolvedQuery values(JsonNode select, Scope scope, List<Expression> inner, boolean keepUnknown) {
        scope.setClause(Clause.VALUES);
        List<List<Expression>> rows = new ArrayList<>();
        for (JsonNode list : select.path("valuesLists")) {
            List<Expression> row = new ArrayList<>();
            for (JsonNode item : list.path("List").path("items")) {
                row.add(expressions.resolve(item, scope));
            }
            inner.addAll(row);
            rows.add(row);
        }
        int width = rows.get(0).size();
        if (rows.stream().anyMatch(row -> row.size() != width)) {
            session.findings().error(Rule.COLUMN_COUNT, "VALUES lists must all be the same length");
            return ResolvedQuery.notKnown();
        }
        List<ColumnShape> columns = new ArrayList<>();
        for (int at = 0; at < width; at++) {
            int column = at;
            List<Expression> values = rows.stream().map(row -> row.get(column)).toList();
            SqlType type = session.names().types().common(values, "VALUES", session);
            columns.add(ColumnShape.of("column" + (at + 1), keepUnknown ? type : settled(type)));
        }
        List<Target> outputs = new ArrayList<>();
        columns.forEach(column ->
                outputs.add(new Target(column.name(), Expression.any(-1).withType(column.type()))));
        orders.ofResult(select, columns, scope, inner, "VALUES");
        limits(select, scope, inner);
        return new ResolvedQuery(columns, false, inner);
    }

    // --- UNION, INTERSECT, EXCEPT ---

    private ResolvedQuery setOperation(JsonNode select, Scope scope, List<Expression> inner) {
        String word = select.path("op").asText().substring("SETOP_".length());
        ResolvedQuery left = side(select.path("larg"), scope);
        ResolvedQuery right = side(select.path("rarg"), scope);
        inner.addAll(left.expressions());
        inner.addAll(right.expressions());
        boolean comparable = !left.open() && !right.open();
        if (comparable && left.columns().size() != right.columns().size()) {
            session.error(
                    Rule.COLUMN_COUNT,
                    firstLocation(select.path("rarg")),
                    word,
                    "each " + word + " query must have the same number of columns; the left has "
                            + left.columns().size() + ", the right "
                            + right.columns().size());
            return new ResolvedQuery(left.columns(), true, inner);
        }
        List<ColumnShape> columns = new ArrayList<>();
        for (int at = 0; at < left.columns().size(); at++) {
            ColumnShape column = left.columns().get(at);
            if (at < right.columns().size()) {
                SqlType type = session.names()
                        .types()
                        .setOperation(
                                word,
                                column.type(),
                                right.columns().get(at).type(),
                                firstLocation(select.path("rarg")),
                                session);
                column = ColumnShape.of(column.name(), type);
            }
            columns.add(column);
        }
        boolean distinct = !select.path("all").asBoolean(false);
        if (distinct && comparable) {
            columns.forEach(column -> session.names().types().requireEquality(column.type(), -1, session));
        }
        orders.ofResult(select, columns, scope, inner, "UNION/INTERSECT/EXCEPT");
        limits(select, scope, inner);
        return new ResolvedQuery(columns, left.open() || right.open(), inner);
    }

    private ResolvedQuery side(JsonNode select, Scope scope) {
        scope.setClause(Clause.FROM_SUBQUERY);
        return resolve(select, Optional.of(scope), true);
    }

    private static int firstLocation(JsonNode select) {
        JsonNode target = select.path("targetList").path(0);
        return target.isMissingNode() ? -1 : Tree.location(Tree.body(target));
    }

    // --- SELECT ---

    private ResolvedQuery plain(JsonNode select, Scope scope, List<Expression> inner, boolean keepUnknown) {
        for (JsonNode window : select.path("windowClause")) {
            scope.windows().add(Tree.body(window).path("name").asText());
        }
        from.resolve(select.path("fromClause"), scope, inner);
        scope.setClause(Clause.TARGET);
        List<Target> list = targets.resolve(select.path("targetList"), scope);
        boolean open = targets.isOpen(select.path("targetList"), scope);
        condition(select, "whereClause", Clause.WHERE, "WHERE", scope, inner);
        int beforeHaving = inner.size();
        condition(select, "havingClause", Clause.HAVING, "HAVING", scope, inner);
        List<Expression> having = List.copyOf(inner.subList(beforeHaving, inner.size()));
        List<Target> all = new ArrayList<>(list);
        List<Expression> sorted = orders.sort(select.path("sortClause"), all, scope);
        List<Expression> groups = orders.group(select.path("groupClause"), all, scope);
        orders.windows(select.path("windowClause"), all, scope);
        orders.distinct(select, list.size(), all, sorted, scope);
        limits(select, scope, inner);
        all.forEach(target -> inner.add(target.value()));
        if (!open || scope.aggregated()) {
            grouping.check(select, scope, all, groups, having);
        }
        List<ColumnShape> columns = new ArrayList<>();
        for (Target target : list) {
            columns.add(shape(target, keepUnknown));
        }
        return new ResolvedQuery(columns, open, inner);
    }

    private void condition(
            JsonNode select, String field, Clause clause, String words, Scope scope, List<Expression> inner) {
        if (select.has(field)) {
            scope.setClause(clause);
            inner.add(expressions.condition(select.get(field), scope, words));
        }
    }

    private ColumnShape shape(Target target, boolean keepUnknown) {
        Expression value = target.value();
        SqlType type = keepUnknown ? value.type() : settled(value.type());
        if (value.kind() == Expression.Kind.COLUMN
                && value.column() >= 0
                && value.relation().isPresent()) {
            ColumnShape column = value.relation().get().columns().get(value.column());
            return new ColumnShape(target.name(), type, column.origin(), column.nullability());
        }
        return ColumnShape.of(target.name(), type);
    }

    private static SqlType settled(SqlType type) {
        return type.isUnknown() ? SqlType.TEXT : type;
    }

    private void limits(JsonNode select, Scope scope, List<Expression> inner) {
        scope.setClause(Clause.LIMIT);
        limit(select.path("limitCount"), "LIMIT", scope, inner);
        limit(select.path("limitOffset"), "OFFSET", scope, inner);
    }

    private void limit(JsonNode node, String word, Scope scope, List<Expression> inner) {
        if (node.isMissingNode() || Tree.isNull(node)) {
            return;
        }
        Expression value = expressions.resolve(node, scope);
        inner.add(value);
        session.names().types().requireAssignable(value, SqlType.INT8, word, session);
        if (holdsOwnColumn(value, scope)) {
            session.error(
                    Rule.INVALID_REFERENCE,
                    value.location(),
                    word,
                    "argument of " + word + " must not contain variables");
        }
    }

    private static boolean holdsOwnColumn(Expression value, Scope scope) {
        boolean own = value.kind() == Expression.Kind.COLUMN
                && value.relation().filter(scope::owns).isPresent();
        return own || value.parts().stream().anyMatch(part -> holdsOwnColumn(part, scope));
    }
}
