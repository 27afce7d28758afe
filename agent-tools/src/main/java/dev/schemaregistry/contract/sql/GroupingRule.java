package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.Finding.Edit;
import dev.schemaregistry.contract.Place;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.TargetResolver.Target;
import dev.schemaregistry.model.Deferral;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** In a grouped query, columns must be grouped, aggregated, or decided by a grouped primary key. */
final class GroupingRule {
    private final CheckSession session;

    GroupingRule(CheckSession session) {
        this.session = session;
    }

    void check(JsonNode select, Scope scope, List<Target> targets, List<Expression> groups, List<Expression> having) {
        boolean grouped = select.has("groupClause") || select.has("havingClause") || scope.aggregated();
        boolean judged = groups.stream().noneMatch(GroupingRule::isNotKnown);
        if (!grouped || !judged) {
            return;
        }
        Set<Relation> decided = decided(groups);
        Run run = new Run(scope, groups, decided, new HashSet<>());
        targets.forEach(target -> run.check(target.value(), true));
        having.forEach(value -> run.check(value, true));
        report(run.ungrouped, session.isOutermost(select) ? Optional.of(select) : Optional.empty(), groups.isEmpty());
    }

    /** All of them at their places; the first with the edit that mends all. */
    private void report(List<Ungrouped> ungrouped, Optional<JsonNode> outermost, boolean nothingGrouped) {
        List<String> columns =
                ungrouped.stream().map(Ungrouped::written).distinct().toList();
        Optional<Edit> fix = outermost
                .filter(select -> nothingGrouped)
                .flatMap(select -> GroupByFix.of(select, session.characters(), session, columns));
        for (int at = 0; at < ungrouped.size(); at++) {
            Ungrouped one = ungrouped.get(at);
            String message = "column \"" + one.name()
                    + "\" must appear in the GROUP BY clause or be used in an aggregate function"
                    + (nothingGrouped ? "; add GROUP BY " + String.join(", ", columns) : "; add it to GROUP BY");
            Optional<Place> place = session.place(one.location(), 0);
            if (at == 0 && fix.isPresent()) {
                session.findings().error(Rule.GROUPING, place, one.name(), message, fix.get());
            } else {
                session.error(Rule.GROUPING, place, one.name(), message, List.of());
            }
        }
    }

    /**
     * A column outside of every aggregate.
     *
     * @param name as the server's message has it
     * @param written as it stands in the query
     */
    private record Ungrouped(String name, String written, int location) {}

    /** A key that was itself found wrong: what it would have grouped is anybody's guess. */
    private static boolean isNotKnown(Expression group) {
        return group.kind() == Expression.Kind.CONSTANT && group.type().isAny();
    }

    /** Relations whose primary key is grouped: all their columns follow from it. */
    private static Set<Relation> decided(List<Expression> groups) {
        Set<Relation> decided = new HashSet<>();
        for (Expression group : groups) {
            group.relation().filter(relation -> keyIsGrouped(relation, groups)).ifPresent(decided::add);
        }
        return decided;
    }

    private static boolean keyIsGrouped(Relation relation, List<Expression> groups) {
        Optional<Key> key =
                relation.table().flatMap(Table::primaryKey).filter(k -> k.deferral() == Deferral.NOT_DEFERRABLE);
        if (key.isEmpty()) {
            return false;
        }
        List<String> names =
                relation.table().get().fields().stream().map(f -> f.name()).toList();
        return key.get().fields().stream()
                .allMatch(field -> groups.stream()
                        .anyMatch(group -> group.kind() == Expression.Kind.COLUMN
                                && group.relation().filter(r -> r == relation).isPresent()
                                && group.column() == names.indexOf(field)));
    }

    /** One query's check. */
    private final class Run {
        private final Scope scope;
        private final List<Expression> groups;
        private final Set<Relation> decided;
        private final Set<String> reported;
        private final List<Ungrouped> ungrouped = new ArrayList<>();

        Run(Scope scope, List<Expression> groups, Set<Relation> decided, Set<String> reported) {
            this.scope = scope;
            this.groups = groups;
            this.decided = decided;
            this.reported = reported;
        }

        /**
         * @param sameLevel false inside a subquery, where only whole columns are compared with what is grouped
         */
        void check(Expression value, boolean sameLevel) {
            boolean own = value.owner().filter(owner -> owner == scope).isPresent();
            if (own && value.kind() == Expression.Kind.AGGREGATE) {
                return;
            }
            if (own && value.kind() == Expression.Kind.GROUPING) {
                checkGrouping(value);
                return;
            }
            boolean comparable = sameLevel || value.kind() == Expression.Kind.COLUMN;
            if (comparable && groups.stream().anyMatch(value::sameAs)) {
                return;
            }
            if (value.kind() == Expression.Kind.COLUMN) {
                checkColumn(value, sameLevel);
                return;
            }
            boolean inner = value.kind() == Expression.Kind.SUBQUERY;
            value.parts().forEach(part -> check(part, sameLevel && !inner));
        }

        private void checkColumn(Expression column, boolean sameLevel) {
            Relation relation = column.relation().orElseThrow();
            boolean fine = !scope.owns(relation) || decided.contains(relation) || relation.open();
            if (fine || !reported.add(relation.name() + '\0' + column.text())) {
                return;
            }
            String name = relation.name().isEmpty() ? column.text() : relation.name() + '.' + column.text();
            if (sameLevel) {
                ungrouped.add(new Ungrouped(name, written(name, column.location()), column.location()));
                return;
            }
            session.error(
                    Rule.GROUPING,
                    column.location(),
                    name,
                    "subquery uses ungrouped column \"" + name + "\" from outer query");
        }

        private String written(String name, int location) {
            return session.place(location, 0)
                    .flatMap(first -> session.endOfReference(location)
                            .filter(end -> end > first.start())
                            .map(end -> session.text(new Place(first.start(), end))))
                    .orElse(name);
        }

        private void checkGrouping(Expression grouping) {
            for (Expression argument : grouping.parts()) {
                if (groups.stream().noneMatch(argument::sameAs)) {
                    session.error(
                            Rule.GROUPING,
                            argument.location(),
                            "GROUPING",
                            "arguments to GROUPING must be grouping expressions of the associated query level");
                }
            }
        }
    }
}
