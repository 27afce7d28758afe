package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.CallResolver.Call;
import dev.schemaregistry.contract.sql.Scope.Clause;
import dev.schemaregistry.contract.sql.catalog.CatalogFunction.Kind;
import dev.schemaregistry.contract.sql.catalog.Resolution.Resolved;
import java.util.List;
import java.util.Optional;

/** Where aggregates, window functions and functions of sets may stand, and what they may hold. */
final class AggregateRules {
    private static final int OUTSIDE = Integer.MAX_VALUE;

    private final CheckSession session;

    AggregateRules(CheckSession session) {
        this.session = session;
    }

    /** The call as an aggregate of the query its arguments belong to. */
    Expression aggregate(Call call, Kind kind, SqlType type, List<Expression> parts, Scope scope) {
        if (kind != Kind.AGGREGATE && !call.withinGroup()) {
            session.error(
                    Rule.WRONG_OBJECT,
                    call.location(),
                    call.name(),
                    "WITHIN GROUP is required for ordered-set aggregate " + call.name());
        }
        boolean bare = kind == Kind.AGGREGATE && parts.isEmpty() && !call.star();
        if (bare) {
            session.error(
                    Rule.WRONG_OBJECT,
                    call.location(),
                    call.name(),
                    call.name() + "(*) must be used to call a parameterless aggregate function");
        }
        Scope owner = owner(parts, scope);
        checkContents(call, parts, owner);
        checkPlace(call, owner);
        owner.setAggregated();
        return Expression.owned(
                Expression.Kind.AGGREGATE, call.name() + mark(call), type, parts, owner, call.location());
    }

    /** DISTINCT sorts by the arguments, so nothing else can be sorted by. */
    void checkOrder(Call call, List<Expression> parts, int arguments) {
        if (!call.distinct() || call.withinGroup()) {
            return;
        }
        List<Expression> given = parts.subList(0, arguments);
        for (Expression order : parts.subList(arguments, parts.size())) {
            if (given.stream().noneMatch(order::sameAs)) {
                session.error(
                        Rule.INVALID_REFERENCE,
                        order.location(),
                        call.name(),
                        "in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list");
            }
        }
    }

    private static String mark(Call call) {
        return call.star() ? "*" : call.distinct() ? " distinct" : "";
    }

    private void checkContents(Call call, List<Expression> parts, Scope owner) {
        if (holds(parts, Expression.Kind.AGGREGATE, owner)) {
            session.error(Rule.GROUPING, call.location(), call.name(), "aggregate function calls cannot be nested");
        }
        if (holds(parts, Expression.Kind.WINDOW, owner)) {
            session.error(
                    Rule.GROUPING,
                    call.location(),
                    call.name(),
                    "aggregate function calls cannot contain window function calls");
        }
    }

    private void checkPlace(Call call, Scope owner) {
        Clause clause = owner.clause();
        if (clause.allowsAggregates()) {
            return;
        }
        String words = clause == Clause.FROM_SUBQUERY
                ? "aggregate functions are not allowed in FROM clause of their own query level"
                : "aggregate functions are not allowed in " + clause.words();
        String hint = clause == Clause.WHERE ? "; put the condition into HAVING" : "";
        session.error(Rule.GROUPING, call.location(), call.name(), words + hint);
    }

    /** The nearest query that a column or aggregate inside belongs to; the query itself when there is none. */
    private static Scope owner(List<Expression> parts, Scope scope) {
        int nearest = OUTSIDE;
        for (Expression part : parts) {
            nearest = Math.min(nearest, level(part, scope));
        }
        Scope owner = scope;
        for (int up = 0; nearest != OUTSIDE && up < nearest; up++) {
            owner = owner.parent().orElse(owner);
        }
        return owner;
    }

    private static int level(Expression value, Scope scope) {
        int nearest = OUTSIDE;
        if (value.kind() == Expression.Kind.COLUMN && value.relation().isPresent()) {
            nearest = levelOf(value.relation().get(), scope);
        }
        if (value.kind() == Expression.Kind.AGGREGATE && value.owner().isPresent()) {
            return levelOf(value.owner().get(), scope);
        }
        for (Expression part : value.parts()) {
            nearest = Math.min(nearest, level(part, scope));
        }
        return nearest;
    }

    private static int levelOf(Relation relation, Scope scope) {
        int level = 0;
        for (Optional<Scope> at = Optional.of(scope);
                at.isPresent();
                at = at.get().parent()) {
            if (at.get().owns(relation)) {
                return level;
            }
            level++;
        }
        return OUTSIDE;
    }

    private static int levelOf(Scope owner, Scope scope) {
        int level = 0;
        for (Optional<Scope> at = Optional.of(scope);
                at.isPresent();
                at = at.get().parent()) {
            if (at.get() == owner) {
                return level;
            }
            level++;
        }
        return OUTSIDE;
    }

    private static boolean holds(List<Expression> parts, Expression.Kind kind, Scope owner) {
        for (Expression part : parts) {
            boolean itself =
                    part.kind() == kind && part.owner().filter(o -> o == owner).isPresent();
            if (itself || holds(part.parts(), kind, owner)) {
                return true;
            }
        }
        return false;
    }

    void checkWindow(Call call, Kind kind, List<Expression> parts, Scope scope) {
        if (kind == Kind.FUNCTION || kind == Kind.PROCEDURE) {
            session.error(
                    Rule.WRONG_OBJECT,
                    call.location(),
                    call.name(),
                    "OVER specified, but " + call.name() + " is not a window function nor an aggregate function");
        }
        if (call.distinct()) {
            session.error(
                    Rule.NOT_SUPPORTED,
                    call.location(),
                    call.name(),
                    "DISTINCT is not implemented for window functions");
        }
        if (holds(parts, Expression.Kind.WINDOW, scope)) {
            session.error(Rule.WINDOWING, call.location(), call.name(), "window function calls cannot be nested");
        }
        if (!scope.clause().allowsWindows()) {
            session.error(
                    Rule.WINDOWING,
                    call.location(),
                    call.name(),
                    "window functions are not allowed in " + scope.clause().words());
        }
    }

    void checkPlain(Call call, Kind kind, Resolved resolved, Scope scope) {
        if (kind == Kind.WINDOW) {
            session.error(
                    Rule.WRONG_OBJECT,
                    call.location(),
                    call.name(),
                    "window function " + call.name() + " requires an OVER clause");
            return;
        }
        if (kind == Kind.PROCEDURE) {
            session.error(
                    Rule.WRONG_OBJECT,
                    call.location(),
                    call.name(),
                    call.name() + " is a procedure, which is not called here");
            return;
        }
        if (call.decorated()) {
            session.error(
                    Rule.WRONG_OBJECT,
                    call.location(),
                    call.name(),
                    "DISTINCT, ORDER BY, FILTER or * specified, but " + call.name() + " is not an aggregate function");
        }
        if (CallResolver.isSet(resolved) && !scope.clause().allowsSets()) {
            session.error(
                    Rule.NOT_SUPPORTED,
                    call.location(),
                    call.name(),
                    "set-returning functions are not allowed in "
                            + scope.clause().words());
        }
    }
}
