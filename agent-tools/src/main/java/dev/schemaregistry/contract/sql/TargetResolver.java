package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.Scope.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves a select list: names its columns and writes out its stars. */
final class TargetResolver {
    /** The server's own limit. */
    private static final int MOST_COLUMNS = 1664;

    private final CheckSession session;
    private final ExpressionResolver expressions;

    TargetResolver(CheckSession session, ExpressionResolver expressions) {
        this.session = session;
        this.expressions = expressions;
    }

    List<Target> resolve(JsonNode targetList, Scope scope) {
        List<Target> targets = new ArrayList<>();
        for (JsonNode node : targetList) {
            JsonNode body = Tree.body(node);
            JsonNode value = body.path("val");
            if (isStar(value)) {
                star(value, scope, targets);
                continue;
            }
            String name = body.has("name") ? body.get("name").asText() : ColumnNames.of(value);
            targets.add(new Target(name, expressions.resolve(value, scope)));
        }
        requireFew(targets);
        return targets;
    }

    /** Whether a star stands for columns that are not known. */
    boolean isOpen(JsonNode targetList, Scope scope) {
        for (JsonNode node : targetList) {
            JsonNode value = Tree.body(node).path("val");
            boolean star = isStar(value);
            boolean plain = star && value.path("ColumnRef").path("fields").size() == 1;
            if (plain
                    && scope.entries().stream()
                            .anyMatch(entry -> entry.relation().open())) {
                return true;
            }
            if (star && !plain && isOpenStar(value, scope)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOpenStar(JsonNode value, Scope scope) {
        if (!Tree.is(value, "ColumnRef")) {
            return true;
        }
        List<String> names = Tree.strings(value.path("ColumnRef").path("fields"));
        String qualifier = names.size() > 1 ? names.get(names.size() - 2) : "";
        for (Optional<Scope> level = Optional.of(scope);
                level.isPresent();
                level = level.get().parent()) {
            for (Entry entry : level.get().entries()) {
                if (entry.byName() && entry.relation().name().equals(qualifier)) {
                    return entry.relation().open();
                }
            }
        }
        return true;
    }

    static boolean isStar(JsonNode value) {
        return endsInStar(value.path("ColumnRef").path("fields"))
                || endsInStar(value.path("A_Indirection").path("indirection"));
    }

    private static boolean endsInStar(JsonNode list) {
        return list.size() > 0 && Tree.is(list.get(list.size() - 1), "A_Star");
    }

    private void star(JsonNode value, Scope scope, List<Target> targets) {
        if (Tree.is(value, "A_Indirection")) {
            rowStar(value, scope, targets);
            return;
        }
        JsonNode body = value.path("ColumnRef");
        List<String> names = Tree.strings(body.path("fields"));
        if (names.size() == 1) {
            everything(body, scope, targets);
            return;
        }
        String qualifier = names.get(names.size() - 2);
        Optional<String> namespace = names.size() > 2 ? Optional.of(names.get(names.size() - 3)) : Optional.empty();
        Optional<Entry> entry = expressions.names().qualifier(namespace, qualifier, scope, Tree.location(body));
        if (entry.isEmpty()) {
            starOfColumn(value, namespace, qualifier, scope, targets);
            return;
        }
        add(entry.get().relation(), Tree.location(body), targets);
    }

    private void starOfColumn(
            JsonNode value, Optional<String> namespace, String qualifier, Scope scope, List<Target> targets) {
        int location = Tree.location(value.path("ColumnRef"));
        boolean known = namespace.isEmpty()
                && scope.entries().stream()
                        .anyMatch(
                                entry -> !entry.relation().indexesOf(qualifier).isEmpty());
        if (!known) {
            expressions.names().unknownQualifier(namespace, qualifier, Optional.empty(), scope, location);
            return;
        }
        addFields(expressions.names().unqualified(qualifier, scope, location), targets);
    }

    private void everything(JsonNode body, Scope scope, List<Target> targets) {
        boolean any = false;
        for (Entry entry : scope.entries()) {
            if (entry.byColumn()) {
                any = true;
                add(entry.relation(), Tree.location(body), targets);
            }
        }
        if (!any) {
            session.error(
                    Rule.SYNTAX_ERROR, Tree.location(body), "*", "SELECT * with no tables specified is not valid");
        }
    }

    private static void requireFew(List<Target> targets) {
        if (targets.size() > MOST_COLUMNS) {
            throw new CheckSession.LimitReached("select lists can have at most " + MOST_COLUMNS + " entries");
        }
    }

    private void add(Relation relation, int location, List<Target> targets) {
        requireFew(targets);
        for (int column = 0; column < relation.columns().size(); column++) {
            ColumnShape shape = relation.columns().get(column);
            session.usedWithAll(shape.origin(), location);
            targets.add(new Target(shape.name(), relation.value(column, location)));
        }
    }

    private void rowStar(JsonNode value, Scope scope, List<Target> targets) {
        addFields(expressions.indirection(value.path("A_Indirection"), scope), targets);
    }

    private void addFields(Expression row, List<Target> targets) {
        for (ColumnShape field : session.usedWhole(row).type().fields()) {
            targets.add(new Target(
                    field.name(), Expression.call("." + field.name(), field.type(), List.of(row), row.location())));
        }
    }

    /** One column of a select list. */
    record Target(String name, Expression value) {}
}
