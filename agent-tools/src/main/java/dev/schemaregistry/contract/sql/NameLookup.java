package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.NameSuggestions;
import dev.schemaregistry.contract.Place;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.Scope.Entry;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds columns and qualifiers by the server's rules of visibility, and says what may have been meant. */
final class NameLookup {
    private static final int MOST_LISTED = 12;

    private final CheckSession session;

    NameLookup(CheckSession session) {
        this.session = session;
    }

    /** A name alone: a column in reach, else a whole row, else a finding. */
    Expression unqualified(String name, Scope scope, int location) {
        for (Optional<Scope> level = Optional.of(scope);
                level.isPresent();
                level = level.get().parent()) {
            Optional<Expression> found = columnAt(name, level.get(), location);
            if (found.isPresent()) {
                return found.get();
            }
        }
        Optional<Entry> row = qualifier(Optional.empty(), name, scope, location);
        if (row.isPresent()) {
            return session.usedWhole(row.get().relation().wholeRow(location));
        }
        if (anyOpen(scope)) {
            return Expression.any(location);
        }
        unknownColumn(name, scope, location);
        return Expression.any(location);
    }

    /** The column of that name at one level alone; a finding when there are several. */
    Optional<Expression> columnAt(String name, Scope level, int location) {
        List<Expression> found = new ArrayList<>();
        List<String> owners = new ArrayList<>();
        for (Entry entry : level.entries()) {
            boolean hidden = !entry.byColumn() || (entry.lateralOnly() && !level.lateral());
            if (hidden) {
                continue;
            }
            for (int column : entry.relation().indexesOf(name)) {
                unreachable(entry, location);
                found.add(entry.relation().value(column, location));
                owners.add(ownerName(entry.relation(), column));
            }
            systemColumn(entry.relation(), name, location, found, owners);
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.size() > 1) {
            ambiguous(name, owners, location);
            return Optional.of(Expression.any(location));
        }
        use(found.get(0));
        return Optional.of(found.get(0));
    }

    private static void systemColumn(
            Relation relation, String name, int location, List<Expression> found, List<String> owners) {
        SqlType type = Relation.SYSTEM_COLUMNS.get(name);
        if (type != null
                && hasSystemColumns(relation)
                && relation.indexesOf(name).isEmpty()) {
            found.add(Expression.systemColumn(relation, name, type, location));
            owners.add(relation.name());
        }
    }

    private static boolean hasSystemColumns(Relation relation) {
        return relation.table().filter(table -> table.kind() != TableKind.VIEW).isPresent();
    }

    private static String ownerName(Relation relation, int column) {
        if (!relation.isJoin()) {
            return relation.name();
        }
        Expression value = relation.value(column, -1);
        return value.relation().map(Relation::name).orElse(relation.name());
    }

    private void unreachable(Entry entry, int location) {
        if (!entry.reachable()) {
            session.error(
                    Rule.INVALID_REFERENCE,
                    location,
                    entry.relation().name(),
                    "invalid reference to FROM-clause entry for table \""
                            + entry.relation().name()
                            + "\"; the combining JOIN type must be INNER or LEFT for a LATERAL reference");
        }
    }

    /** A column behind a qualifier; {@code namespace} as written before the qualifier, if it was. */
    Expression qualified(Optional<String> namespace, String qualifier, String name, Scope scope, int location) {
        int namePart = namespace.isPresent() ? 2 : 1;
        Optional<Entry> entry = qualifier(namespace, qualifier, scope, location);
        if (entry.isEmpty()) {
            unknownQualifier(namespace, qualifier, Optional.of(name), scope, location);
            return Expression.any(location);
        }
        return columnOf(entry.get().relation(), name, scope, location, namePart);
    }

    private Expression columnOf(Relation relation, String name, Scope scope, int location, int namePart) {
        List<Integer> columns = relation.indexesOf(name);
        if (columns.size() == 1) {
            Expression found = relation.value(columns.get(0), location);
            use(found);
            return found;
        }
        if (columns.size() > 1) {
            ambiguous(name, List.of(relation.name()), location);
            return Expression.any(location);
        }
        SqlType system = Relation.SYSTEM_COLUMNS.get(name);
        if (system != null && hasSystemColumns(relation)) {
            return Expression.systemColumn(relation, name, system, location);
        }
        if (relation.open()) {
            return Expression.any(location);
        }
        unknownColumnOf(relation, name, scope, session.place(location, namePart), location);
        return Expression.any(location);
    }

    private void use(Expression found) {
        found.relation()
                .filter(relation -> found.column() >= 0)
                .ifPresent(relation ->
                        session.used(relation.columns().get(found.column()).origin(), found.location()));
    }

    /** The relation a qualifier stands for; empty, without a finding, when there is none. */
    Optional<Entry> qualifier(Optional<String> namespace, String name, Scope scope, int location) {
        for (Optional<Scope> level = Optional.of(scope);
                level.isPresent();
                level = level.get().parent()) {
            List<Entry> found = new ArrayList<>();
            for (Entry entry : level.get().entries()) {
                boolean hidden =
                        !entry.byName() || (entry.lateralOnly() && !level.get().lateral());
                if (!hidden && entry.relation().name().equals(name) && isIn(namespace, entry.relation())) {
                    found.add(entry);
                }
            }
            if (found.size() > 1) {
                session.error(Rule.AMBIGUOUS_ALIAS, location, name, "table reference \"" + name + "\" is ambiguous");
            }
            if (!found.isEmpty()) {
                unreachable(found.get(0), location);
                return Optional.of(found.get(0));
            }
        }
        return Optional.empty();
    }

    private boolean isIn(Optional<String> namespace, Relation relation) {
        if (namespace.isEmpty()) {
            return true;
        }
        Optional<String> own = relation.table().map(table -> session.schema().nativeNamespace(table.name()));
        return !relation.renamed() && own.equals(namespace);
    }

    private static boolean anyOpen(Scope scope) {
        for (Optional<Scope> level = Optional.of(scope);
                level.isPresent();
                level = level.get().parent()) {
            if (level.get().entries().stream()
                    .anyMatch(entry -> entry.relation().open())) {
                return true;
            }
        }
        return false;
    }

    private void ambiguous(String name, List<String> owners, int location) {
        List<String> suggestions = owners.stream()
                .filter(owner -> !owner.isEmpty())
                .distinct()
                .map(owner -> PostgresIdentifiers.written(owner) + '.' + PostgresIdentifiers.written(name))
                .toList();
        session.error(
                Rule.AMBIGUOUS_COLUMN,
                session.place(location, 0),
                name,
                "column reference \"" + name + "\" is ambiguous",
                suggestions);
    }

    private void unknownColumn(String name, Scope scope, int location) {
        Set<String> candidates = new LinkedHashSet<>();
        visible(scope).values().forEach(relation -> relation.columns().forEach(c -> candidates.add(c.name())));
        List<String> nearest = PostgresIdentifiers.written(NameSuggestions.nearest(name, candidates));
        String message = "column \"" + name + "\" does not exist";
        if (nearest.isEmpty() && session.isQuoted(location)) {
            session.error(
                    Rule.UNKNOWN_COLUMN,
                    session.place(location, 0),
                    name,
                    message + "; double quotes are for names, a text stands in single quotes",
                    List.of('\'' + name.replace("'", "''") + '\''));
            return;
        }
        session.error(
                Rule.UNKNOWN_COLUMN,
                session.place(location, 0),
                name,
                message + elsewhere(name, visible(scope)),
                nearest);
    }

    private void unknownColumnOf(Relation relation, String name, Scope scope, Optional<Place> place, int location) {
        String path = relation.name() + '.' + name;
        String message = "column " + path + " does not exist";
        List<String> others = visible(scope).values().stream()
                .filter(other -> other != relation && !other.indexesOf(name).isEmpty())
                .filter(other -> !session.beside().equals(List.of(other.name(), name)))
                .map(other -> PostgresIdentifiers.written(other.name()) + '.' + PostgresIdentifiers.written(name))
                .toList();
        List<String> nearest = NameSuggestions.nearest(
                name, relation.columns().stream().map(ColumnShape::name).toList());
        boolean near = !nearest.isEmpty() && NameSuggestions.similarity(name, nearest.get(0)) > 0.7;
        if (!others.isEmpty() && !near) {
            Optional<Place> whole = place.flatMap(
                    last -> session.place(location, 0).map(first -> new Place(first.start(), last.end())));
            session.error(Rule.UNKNOWN_COLUMN, whole, path, message, others);
            return;
        }
        String elsewhere = elsewhere(name, visible(scope));
        if (!near && !elsewhere.isEmpty()) {
            session.error(Rule.UNKNOWN_COLUMN, place, path, message + has(relation) + elsewhere, List.of());
            return;
        }
        String hint = nearest.isEmpty() ? has(relation) + elsewhere : "";
        session.error(Rule.UNKNOWN_COLUMN, place, path, message + hint, PostgresIdentifiers.written(nearest));
    }

    private static String has(Relation relation) {
        List<String> names = relation.columns().stream()
                .map(ColumnShape::name)
                .limit(MOST_LISTED)
                .toList();
        boolean cut = relation.columns().size() > MOST_LISTED;
        return names.isEmpty()
                ? ""
                : "; \"" + relation.name() + "\" has " + String.join(", ", PostgresIdentifiers.written(names))
                        + (cut ? ", …" : "");
    }

    /** Tables outside the query that have such a column. */
    private String elsewhere(String name, Map<String, Relation> visible) {
        Set<Table> inQuery = new LinkedHashSet<>();
        visible.values().forEach(relation -> relation.table().ifPresent(inQuery::add));
        List<String> having = session.schema().tables().stream()
                .filter(table -> !inQuery.contains(table))
                .filter(table -> table.fields().stream().map(Field::name).anyMatch(name::equals))
                .map(table -> '"' + table.name().text() + '"')
                .limit(3)
                .toList();
        if (having.isEmpty()) {
            return "";
        }
        return "; a column of that name is in " + String.join(", ", having) + ", which the query does not join";
    }

    void unknownQualifier(
            Optional<String> namespace, String qualifier, Optional<String> column, Scope scope, int location) {
        Map<String, Relation> visible = visible(scope);
        Optional<Relation> hidden = renamed(qualifier, scope);
        if (hidden.isPresent()) {
            session.error(
                    Rule.UNKNOWN_ALIAS,
                    session.place(location, namespace.isPresent() ? 1 : 0),
                    qualifier,
                    "invalid reference to FROM-clause entry for table \"" + qualifier + "\"; it has the alias \""
                            + hidden.get().name() + "\" here",
                    List.of(PostgresIdentifiers.written(hidden.get().name())));
            return;
        }
        session.error(
                Rule.UNKNOWN_ALIAS,
                session.place(location, namespace.isPresent() ? 1 : 0),
                qualifier,
                "missing FROM-clause entry for table \"" + qualifier + "\"" + joinHint(qualifier, visible),
                otherQualifiers(qualifier, column, visible));
    }

    private String joinHint(String qualifier, Map<String, Relation> visible) {
        boolean registered = session.names().hasTable(qualifier) && !visible.containsKey(qualifier);
        return registered ? "; that table exists, but the query does not join it" : "";
    }

    private static List<String> otherQualifiers(
            String qualifier, Optional<String> column, Map<String, Relation> visible) {
        List<String> having = visible.entrySet().stream()
                .filter(entry -> column.isEmpty()
                        || entry.getValue().open()
                        || !entry.getValue().indexesOf(column.get()).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        List<String> candidates = having.isEmpty() ? List.copyOf(visible.keySet()) : having;
        List<String> near = NameSuggestions.nearest(qualifier, candidates);
        List<String> ranked = new ArrayList<>(near);
        candidates.stream().filter(name -> !near.contains(name)).limit(3).forEach(ranked::add);
        return PostgresIdentifiers.written(ranked);
    }

    private static Optional<Relation> renamed(String tableName, Scope scope) {
        for (Optional<Scope> level = Optional.of(scope);
                level.isPresent();
                level = level.get().parent()) {
            for (Entry entry : level.get().entries()) {
                boolean sameTable = entry.relation().renamed()
                        && entry.relation()
                                .table()
                                .filter(table -> table.name().name().equals(tableName))
                                .isPresent();
                if (sameTable) {
                    return Optional.of(entry.relation());
                }
            }
        }
        return Optional.empty();
    }

    /** Relations in reach by their names, the nearest level first. */
    private static Map<String, Relation> visible(Scope scope) {
        Map<String, Relation> visible = new LinkedHashMap<>();
        for (Optional<Scope> level = Optional.of(scope);
                level.isPresent();
                level = level.get().parent()) {
            for (Entry entry : level.get().entries()) {
                if (!entry.relation().name().isEmpty()) {
                    visible.putIfAbsent(entry.relation().name(), entry.relation());
                }
            }
        }
        return visible;
    }
}
