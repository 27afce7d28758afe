package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.ContractReport.Nullability;
import dev.schemaregistry.contract.NameSuggestions;
import dev.schemaregistry.contract.Place;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.Scope.Clause;
import dev.schemaregistry.contract.sql.Scope.Entry;
import dev.schemaregistry.model.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Resolves FROM: what each item is, and what of it can be named from where. */
final class FromResolver {
    private final CheckSession session;
    private final QueryResolver queries;
    private final ExpressionResolver expressions;
    private final FunctionRelations functions;

    FromResolver(CheckSession session, QueryResolver queries, ExpressionResolver expressions) {
        this.session = session;
        this.queries = queries;
        this.expressions = expressions;
        this.functions = new FunctionRelations(session, expressions);
    }

    /** Puts all items into the scope; what they hold inside is added to {@code inner}. */
    void resolve(JsonNode fromClause, Scope scope, List<Expression> inner) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode item : fromClause) {
            List<Entry> added = item(item, scope, inner);
            checkNames(entries, added, item);
            entries.addAll(added);
            List<Entry> lateral = new ArrayList<>();
            entries.forEach(entry -> lateral.add(entry.asLateral(true)));
            scope.setEntries(lateral);
        }
        List<Entry> visible = new ArrayList<>();
        entries.forEach(entry -> visible.add(entry.asVisible()));
        scope.setEntries(visible);
    }

    private List<Entry> item(JsonNode item, Scope scope, List<Expression> inner) {
        session.step();
        JsonNode body = Tree.body(item);
        return switch (Tree.kind(item)) {
            case "RangeVar" -> withMeantName(body, table(body, scope));
            case "RangeSubselect" -> List.of(Entry.of(subquery(body, scope, inner)));
            case "RangeFunction" -> List.of(Entry.of(function(body, scope, inner)));
            case "JoinExpr" -> join(body, scope, inner);
            case "RangeTableSample" -> sample(body, scope, inner);
            case "RangeTableFunc" -> List.of(Entry.of(functions.xmlTable(body, scope, inner)));
            default -> List.of(Entry.of(Relation.of(alias(body, ""), List.of(), true)));
        };
    }

    /** Where another table must have been meant, the query may call it by its right name elsewhere. */
    private static List<Entry> withMeantName(JsonNode body, Relation relation) {
        String meant = relation.table().map(table -> table.name().name()).orElse(relation.name());
        boolean misspelt = !body.has("alias") && !relation.name().equals(meant);
        if (!misspelt) {
            return List.of(Entry.of(relation));
        }
        Entry byMeantName = new Entry(relation.named(meant), true, false, false, true);
        return List.of(Entry.of(relation), byMeantName);
    }

    private static String alias(JsonNode body, String otherwise) {
        return body.path("alias").path("aliasname").asText(otherwise);
    }

    private List<Entry> sample(JsonNode body, Scope scope, List<Expression> inner) {
        scope.setClause(Clause.FROM_FUNCTION);
        for (JsonNode argument : body.path("args")) {
            inner.add(expressions.resolve(argument, scope));
        }
        return item(body.path("relation"), scope, inner);
    }

    // --- tables ---

    private Relation table(JsonNode body, Scope scope) {
        String name = body.path("relname").asText();
        Optional<String> namespace =
                Optional.of(body.path("schemaname").asText("")).filter(n -> !n.isEmpty());
        if (namespace.isEmpty()) {
            Optional<Relation> common = commonTable(name, body, scope);
            if (common.isPresent()) {
                return common.get();
            }
        }
        Optional<Table> table = session.names().find(namespace, name);
        if (table.isPresent()) {
            session.used(table.get().name());
            requireReadable(table.get(), namespace, body);
            return relation(table.get(), body);
        }
        return unknownTable(namespace, name, body, scope);
    }

    /** What the connector saw when it read the schema: without the right to SELECT, the source refuses the query for certain. */
    private void requireReadable(Table table, Optional<String> namespace, JsonNode body) {
        if (table.isReadable()) {
            return;
        }
        int part = (body.has("catalogname") ? 1 : 0) + (namespace.isPresent() ? 1 : 0);
        String written = session.names().written(table);
        session.error(
                Rule.NOT_READABLE,
                session.place(Tree.location(body), part),
                written,
                "permission denied for relation \"" + written
                        + "\": the role that the registry uses may not SELECT from it",
                List.of());
    }

    private Relation relation(Table table, JsonNode body) {
        boolean renamed = body.has("alias");
        String name = alias(body, body.path("relname").asText());
        List<ColumnShape> columns = session.names().columns(table);
        return Relation.of(
                name,
                table,
                renamed,
                renameColumns(columns, body.path("alias"), name),
                session.names().rowType(table));
    }

    private Optional<Relation> commonTable(String name, JsonNode body, Scope scope) {
        for (Optional<Scope> level = Optional.of(scope);
                level.isPresent();
                level = level.get().parent()) {
            CommonTable found = level.get().commonTables().get(name);
            if (found != null && queries.isReady(found, level.get())) {
                ResolvedQuery query = found.query().orElse(ResolvedQuery.notKnown());
                String alias = alias(body, name);
                return Optional.of(
                        Relation.of(alias, renameColumns(query.columns(), body.path("alias"), alias), query.open()));
            }
        }
        return Optional.empty();
    }

    private Relation unknownTable(Optional<String> namespace, String name, JsonNode body, Scope scope) {
        String written = namespace.map(n -> n + '.').orElse("") + name;
        int location = Tree.location(body);
        int part = (body.has("catalogname") ? 1 : 0) + (namespace.isPresent() ? 1 : 0);
        if (session.names().isSystemRelation(namespace, name)) {
            session.error(
                    Rule.POLICY_UNREGISTERED_RELATION,
                    session.place(location, part),
                    written,
                    "system relation \"" + written
                            + "\" is not registered; the registry's tools list tables and columns",
                    List.of());
            return Relation.of(alias(body, name), List.of(), true);
        }
        Optional<Table> elsewhere = session.names().findAnywhere(name);
        if (elsewhere.isPresent()) {
            wrongNamespace(written, elsewhere.get(), location, part);
            return relation(elsewhere.get(), body);
        }
        List<String> nearest = nearestTables(name, scope);
        session.error(
                Rule.UNKNOWN_TABLE,
                session.place(location, part),
                written,
                "relation \"" + written + "\" does not exist",
                nearest.stream().map(this::asToBeWritten).toList());
        Optional<Table> meant = nearest.stream()
                .findFirst()
                .filter(first -> NameSuggestions.similarity(name, first) > 0.75)
                .flatMap(first -> session.names().findAnywhere(first));
        return meant.map(table -> Relation.of(
                        alias(body, name),
                        table,
                        true,
                        renameColumns(session.names().columns(table), body.path("alias"), name),
                        session.names().rowType(table)))
                .orElseGet(() -> Relation.of(alias(body, name), List.of(), true));
    }

    private String asToBeWritten(String name) {
        return session.names()
                .findAnywhere(name)
                .map(session.names()::written)
                .orElseGet(() -> PostgresIdentifiers.written(name));
    }

    private void wrongNamespace(String written, Table table, int location, int part) {
        String right = session.names().written(table);
        Optional<Place> last = session.place(location, part);
        Optional<Place> place = session.place(location, 0).flatMap(f -> last.map(l -> new Place(f.start(), l.end())));
        session.error(
                Rule.UNKNOWN_TABLE,
                place,
                written,
                "relation \"" + written + "\" does not exist; there is \"" + right + "\"",
                List.of(right));
    }

    private List<String> nearestTables(String name, Scope scope) {
        Set<String> candidates = new HashSet<>(session.names().tableNames());
        for (Optional<Scope> level = Optional.of(scope);
                level.isPresent();
                level = level.get().parent()) {
            candidates.addAll(level.get().commonTables().keySet());
        }
        return NameSuggestions.nearest(
                name,
                candidates,
                3,
                candidate -> session.names()
                        .findAnywhere(candidate)
                        .map(session.mentions()::evidenceFor)
                        .orElse(0.0));
    }

    /** Applies {@code AS alias (a, b)}. */
    List<ColumnShape> renameColumns(List<ColumnShape> columns, JsonNode alias, String relation) {
        List<String> names = Tree.strings(alias.path("colnames"));
        if (names.isEmpty()) {
            return columns;
        }
        if (names.size() > columns.size() && !columns.isEmpty()) {
            session.findings()
                    .error(
                            Rule.INVALID_REFERENCE,
                            "table \"" + relation + "\" has " + columns.size() + " columns available but "
                                    + names.size() + " columns specified");
        }
        List<ColumnShape> renamed = new ArrayList<>(columns);
        for (int at = 0; at < names.size(); at++) {
            if (at < columns.size()) {
                renamed.set(at, columns.get(at).withName(names.get(at)));
                continue;
            }
            renamed.add(ColumnShape.of(names.get(at), SqlType.ANY));
        }
        return renamed;
    }

    // --- subqueries and functions ---

    private Relation subquery(JsonNode body, Scope scope, List<Expression> inner) {
        scope.setClause(Clause.FROM_SUBQUERY);
        scope.setLateral(body.path("lateral").asBoolean(false));
        ResolvedQuery query = queries.resolve(Tree.body(body.path("subquery")), Optional.of(scope), false);
        scope.setLateral(false);
        inner.addAll(query.expressions());
        String name = alias(body, "");
        session.versions().checkSubqueryAlias(body.has("alias"), firstLocationOf(query));
        return Relation.of(name, renameColumns(query.columns(), body.path("alias"), name), query.open());
    }

    private static int firstLocationOf(ResolvedQuery query) {
        return query.expressions().stream()
                .mapToInt(Expression::location)
                .filter(location -> location >= 0)
                .min()
                .orElse(-1);
    }

    private Relation function(JsonNode body, Scope scope, List<Expression> inner) {
        scope.setClause(Clause.FROM_FUNCTION);
        scope.setLateral(true);
        Relation relation = functions.resolve(body, scope, inner);
        scope.setLateral(false);
        return Relation.of(
                relation.name(),
                renameColumns(relation.columns(), body.path("alias"), relation.name()),
                relation.open());
    }

    // --- joins ---

    private List<Entry> join(JsonNode body, Scope scope, List<Expression> inner) {
        List<Entry> before = scope.entries();
        List<Entry> left = item(body.path("larg"), scope, inner);
        String kind = body.path("jointype").asText("JOIN_INNER");
        boolean reachable = kind.equals("JOIN_INNER") || kind.equals("JOIN_LEFT");
        List<Entry> seenFromRight = new ArrayList<>(before);
        left.forEach(entry -> seenFromRight.add(entry.asLateral(reachable)));
        scope.setEntries(seenFromRight);
        List<Entry> right = item(body.path("rarg"), scope, inner);
        checkNames(left, right, body);
        List<Entry> both = new ArrayList<>(left);
        both.addAll(right);
        JoinColumns columns = new JoinColumns(session, side(left), side(right), kind);
        List<String> merged = mergedNames(body, columns);
        columns.merge(merged, !body.path("isNatural").asBoolean(false));
        condition(body, scope, both, inner);
        scope.setEntries(before);
        return entries(body, both, columns, merged);
    }

    private List<String> mergedNames(JsonNode body, JoinColumns columns) {
        if (body.path("isNatural").asBoolean(false)) {
            return columns.commonNames();
        }
        return Tree.strings(body.path("usingClause"));
    }

    private void condition(JsonNode body, Scope scope, List<Entry> both, List<Expression> inner) {
        if (!body.has("quals")) {
            return;
        }
        List<Entry> visible = new ArrayList<>();
        both.forEach(entry -> visible.add(entry.asVisible()));
        scope.setEntries(visible);
        scope.setClause(Clause.JOIN);
        inner.add(expressions.condition(body.path("quals"), scope, "JOIN/ON"));
    }

    /** The item that stands for one side of a join: the last one, if it is a join, holds all columns of the side. */
    private static Relation side(List<Entry> entries) {
        List<Entry> withColumns = entries.stream().filter(Entry::byColumn).toList();
        return withColumns.isEmpty()
                ? entries.get(entries.size() - 1).relation()
                : withColumns.get(withColumns.size() - 1).relation();
    }

    private static List<Entry> entries(JsonNode body, List<Entry> both, JoinColumns columns, List<String> merged) {
        boolean aliased = body.has("alias");
        List<Entry> entries = new ArrayList<>();
        both.forEach(entry -> entries.add(entry.hidden(!aliased)));
        String name = alias(body, "");
        Relation relation =
                columns.relation(name, Tree.strings(body.path("alias").path("colnames")));
        entries.add(new Entry(relation, aliased, true, false, true));
        String usingAlias = body.path("join_using_alias").path("aliasname").asText("");
        if (!usingAlias.isEmpty()) {
            Relation mergedOnly = columns.mergedOnly(usingAlias, merged.size());
            entries.add(new Entry(mergedOnly, true, false, false, true));
        }
        return entries;
    }

    private void checkNames(List<Entry> left, List<Entry> right, JsonNode item) {
        for (Entry entry : right) {
            boolean taken = entry.byName()
                    && left.stream().anyMatch(other -> other.byName() && sameName(other.relation(), entry.relation()));
            if (taken) {
                session.error(
                        Rule.DUPLICATE_ALIAS,
                        session.place(firstLocation(item), 0),
                        entry.relation().name(),
                        "table name \"" + entry.relation().name() + "\" specified more than once",
                        List.of());
            }
        }
    }

    /** Tables without alias may share a name when their namespaces differ. */
    private static boolean sameName(Relation left, Relation right) {
        if (!left.name().equals(right.name())) {
            return false;
        }
        boolean plain = !left.renamed() && !right.renamed();
        return !plain
                || left.table().isEmpty()
                || right.table().isEmpty()
                || left.table().get().name().equals(right.table().get().name());
    }

    private static int firstLocation(JsonNode item) {
        JsonNode body =
                item.has("RangeVar") ? item.get("RangeVar") : item.path("rarg").path("RangeVar");
        return body.isMissingNode() ? -1 : Tree.location(body);
    }

    static Nullability outer(Nullability inner, boolean padded) {
        return padded ? Nullability.NULLABLE : inner;
    }
}
