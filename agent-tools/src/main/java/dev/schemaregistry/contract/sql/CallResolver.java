package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.Finding.Edit;
import dev.schemaregistry.contract.NameSuggestions;
import dev.schemaregistry.contract.Place;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.Scope.Clause;
import dev.schemaregistry.contract.sql.catalog.CatalogFunction;
import dev.schemaregistry.contract.sql.catalog.CatalogFunction.Kind;
import dev.schemaregistry.contract.sql.catalog.CatalogType;
import dev.schemaregistry.contract.sql.catalog.FunctionCall;
import dev.schemaregistry.contract.sql.catalog.PostgresCatalog;
import dev.schemaregistry.contract.sql.catalog.Resolution;
import dev.schemaregistry.contract.sql.catalog.Resolution.Ambiguous;
import dev.schemaregistry.contract.sql.catalog.Resolution.NotFound;
import dev.schemaregistry.contract.sql.catalog.Resolution.Reason;
import dev.schemaregistry.contract.sql.catalog.Resolution.Resolved;
import dev.schemaregistry.contract.sql.catalog.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves calls: which function is meant, whether it may be called, and whether it may stand where it stands. */
final class CallResolver {
    private final CheckSession session;
    private final ExpressionResolver expressions;
    private final AggregateRules aggregates;
    private final FunctionPolicy policy;

    CallResolver(CheckSession session, ExpressionResolver expressions) {
        this.session = session;
        this.expressions = expressions;
        this.aggregates = new AggregateRules(session);
        this.policy = new FunctionPolicy(session);
    }

    private PostgresTypes types() {
        return session.names().types();
    }

    private PostgresCatalog catalog() {
        return types().catalog();
    }

    Expression resolve(JsonNode body, Scope scope) {
        Call call = Call.of(body);
        boolean windowed = body.has("over");
        List<Expression> arguments = new ArrayList<>();
        List<String> argumentNames = new ArrayList<>();
        for (JsonNode argument : body.path("args")) {
            if (Tree.is(argument, "NamedArgExpr")) {
                argumentNames.add(Tree.body(argument).path("name").asText());
            } else if (!argumentNames.isEmpty()) {
                session.error(
                        Rule.SYNTAX_ERROR,
                        call.location(),
                        call.name(),
                        "positional argument cannot follow named argument");
            }
            arguments.add(expressions.resolve(argument, scope));
        }
        List<Expression> parts = new ArrayList<>(arguments);
        for (JsonNode order : body.path("agg_order")) {
            Expression value = expressions.resolve(Tree.body(order).path("node"), scope);
            types().requireOrder(value.type(), value.location(), session);
            parts.add(value);
            if (call.withinGroup()) {
                arguments.add(value);
            }
        }
        aggregates.checkOrder(call, parts, body.path("args").size());
        filter(body, scope, parts);
        if (windowed) {
            window(body.path("over"), scope, parts);
        }
        return finish(call, arguments, argumentNames, parts, windowed, scope);
    }

    private void filter(JsonNode body, Scope scope, List<Expression> parts) {
        if (!body.has("agg_filter")) {
            return;
        }
        Clause before = scope.clause();
        scope.setClause(Clause.FILTER);
        parts.add(expressions.condition(body.get("agg_filter"), scope, "FILTER"));
        scope.setClause(before);
    }

    private void window(JsonNode over, Scope scope, List<Expression> parts) {
        for (JsonNode key : over.path("partitionClause")) {
            Expression value = expressions.resolve(key, scope);
            types().refuseUse(value.type(), session.place(value.location(), 0), "a window", session);
            parts.add(value);
        }
        for (JsonNode key : over.path("orderClause")) {
            Expression value = expressions.resolve(Tree.body(key).path("node"), scope);
            types().requireOrder(value.type(), value.location(), session);
            parts.add(value);
        }
        for (String offset : List.of("startOffset", "endOffset")) {
            if (over.has(offset)) {
                parts.add(expressions.resolve(over.get(offset), scope));
            }
        }
        String reference = over.has("name")
                ? over.get("name").asText()
                : over.path("refname").asText("");
        if (!reference.isEmpty() && !scope.windows().contains(reference)) {
            session.error(
                    Rule.UNKNOWN_TYPE,
                    Optional.empty(),
                    reference,
                    "window \"" + reference + "\" does not exist",
                    NameSuggestions.nearest(reference, scope.windows()));
        }
    }

    private Expression finish(
            Call call,
            List<Expression> arguments,
            List<String> argumentNames,
            List<Expression> parts,
            boolean windowed,
            Scope scope) {
        Optional<Expression> field = projection(call, arguments);
        if (field.isPresent()) {
            return field.get();
        }
        List<Integer> oids =
                arguments.stream().map(argument -> argument.type().oid()).toList();
        Resolution found = types().rules()
                .function(new FunctionCall(call.schema(), call.name(), oids, argumentNames, call.variadic()));
        if (!(found instanceof Resolved resolved)) {
            if (!isPolymorphicResultAlone(found, call)) {
                report(found, call, arguments);
            }
            return unresolved(call, parts, windowed, scope);
        }
        policy.check(call, resolved, arguments);
        checkConstants(arguments, resolved);
        checkUnit(call, arguments, resolved);
        new RegisteredObjects(session).checkCall(call, arguments);
        SqlType type = returned(resolved);
        Kind kind = kind(resolved);
        if (windowed) {
            aggregates.checkWindow(call, kind, parts, scope);
            return Expression.owned(Expression.Kind.WINDOW, call.name(), type, parts, scope, call.location());
        }
        if (kind.isAggregate()) {
            Expression aggregate = aggregates.aggregate(call, kind, type, parts, scope);
            return call.withinGroup() ? withDirectArguments(aggregate, arguments, resolved) : aggregate;
        }
        aggregates.checkPlain(call, kind, resolved, scope);
        String mark = isSet(resolved) ? SetCalls.MARK : "()";
        return session.usedWhole(Expression.call(call.name() + mark, type, parts, call.location()));
    }

    /** What stands before WITHIN GROUP is computed outside the aggregate, once for each group. */
    private Expression withDirectArguments(Expression aggregate, List<Expression> arguments, Resolved resolved) {
        int direct =
                resolved.chosen() instanceof CatalogFunction function && function.kind() == Kind.ORDERED_SET_AGGREGATE
                        ? function.directArguments()
                        : 0;
        List<Expression> parts = new ArrayList<>(arguments.subList(0, Math.min(direct, arguments.size())));
        parts.add(aggregate);
        return Expression.call("within group", aggregate.type(), parts, aggregate.location());
    }

    /** Only the result is polymorphic, as of an input function: the server takes that as it is. */
    private boolean isPolymorphicResultAlone(Resolution found, Call call) {
        boolean undetermined = found instanceof NotFound notFound && notFound.reason() == Reason.UNDETERMINED_TYPE;
        return undetermined
                && catalog().functions(call.name()).stream()
                        .allMatch(function -> session.names().own().isAllowed(function)
                                && function.argumentTypes().stream().noneMatch(this::isPolymorphic));
    }

    private boolean isPolymorphic(int type) {
        return catalog().findType(type).filter(t -> t.name().startsWith("any")).isPresent();
    }

    static boolean isSet(Resolved resolved) {
        return resolved.candidates().size() == 1
                && resolved.chosen() instanceof CatalogFunction function
                && function.returnsSet();
    }

    /** A name that only an aggregate has stays one, so that grouping is judged all the same. */
    private Expression unresolved(Call call, List<Expression> parts, boolean windowed, Scope scope) {
        boolean aggregate = !windowed
                && catalog().functions(call.name()).stream()
                        .anyMatch(function -> function.kind().isAggregate());
        if (aggregate) {
            return aggregates.aggregate(call, Kind.AGGREGATE, SqlType.ANY, parts, scope);
        }
        if (windowed) {
            return Expression.owned(Expression.Kind.WINDOW, call.name(), SqlType.ANY, parts, scope, call.location());
        }
        return Expression.call(call.name() + "()", SqlType.ANY, parts, call.location());
    }

    private static Kind kind(Resolved resolved) {
        return resolved.chosen() instanceof CatalogFunction function ? function.kind() : Kind.FUNCTION;
    }

    private SqlType returned(Resolved resolved) {
        Signature chosen = resolved.chosen();
        boolean sure = resolved.candidates().size() == 1;
        if (sure
                && chosen instanceof CatalogFunction function
                && !function.outputs().isEmpty()) {
            boolean row = function.outputs().size() > 1;
            return row ? SqlType.row(outputs(function)) : types().type(resolved.returnType());
        }
        return types().type(resolved.returnType());
    }

    /** The columns of a row that output arguments declare; types that depend on the arguments are not known. */
    private List<ColumnShape> outputs(CatalogFunction function) {
        return function.outputs().stream()
                .map(output -> ColumnShape.of(output.name(), concrete(output.type())))
                .toList();
    }

    private SqlType concrete(int type) {
        boolean pseudo = catalog()
                .findType(type)
                .filter(found -> found.kind() == CatalogType.Kind.PSEUDO)
                .isPresent();
        return pseudo ? SqlType.ANY : SqlType.of(type);
    }

    private void checkConstants(List<Expression> arguments, Resolved resolved) {
        for (int at = 0;
                at < Math.min(arguments.size(), resolved.argumentTypes().size());
                at++) {
            types().convert(arguments.get(at), resolved.argumentTypes().get(at), session);
            types().checkConstant(arguments.get(at), resolved.argumentTypes().get(at), session);
        }
    }

    /** A unit of time that stands there as a literal. */
    private void checkUnit(Call call, List<Expression> arguments, Resolved resolved) {
        boolean literal = arguments.size() >= 2
                && arguments.get(0).kind() == Expression.Kind.CONSTANT
                && arguments.get(0).text().startsWith("s");
        if (!literal
                || !(resolved.chosen() instanceof CatalogFunction function
                        && function.schema().equals(PostgresCatalog.SYSTEM_SCHEMA))) {
            return;
        }
        Expression unit = arguments.get(0);
        String written = unit.text().substring(1);
        String type = catalog()
                .findType(resolved.argumentTypes().get(1))
                .map(CatalogType::name)
                .orElse("");
        TimeUnits.refusal(call.name(), type, written)
                .ifPresent(why -> session.error(
                        Rule.NOT_SUPPORTED,
                        session.place(unit.location(), 0).map(place -> new Place(place.start(), place.start())),
                        written,
                        call.name() + " of "
                                + types().name(SqlType.of(
                                        resolved.argumentTypes().get(1))) + ": " + why,
                        TimeUnits.nearest(call.name(), type, written)));
    }

    /** {@code name(row)} where the row has a field of that name. */
    private Optional<Expression> projection(Call call, List<Expression> arguments) {
        boolean plain = arguments.size() == 1 && call.schema().isEmpty() && !call.decorated();
        if (!plain) {
            return Optional.empty();
        }
        Expression row = arguments.get(0);
        return row.type().fields().stream()
                .filter(field -> field.name().equals(call.name()))
                .findFirst()
                .map(field -> {
                    session.used(field.origin(), call.location());
                    return Expression.call("." + field.name(), field.type(), List.of(row), call.location());
                });
    }

    /** {@code row.name} where the row has no such field but a function takes it; empty when there is none. */
    Optional<Expression> onRow(String name, Expression row, Scope scope, int location) {
        Call call = new Call(Optional.empty(), name, false, false, false, false, false, location);
        Resolution found = types().rules()
                .function(new FunctionCall(
                        Optional.empty(), name, List.of(row.type().oid()), List.of(), false));
        if (!(found instanceof Resolved) || row.type().isAny()) {
            return Optional.empty();
        }
        return Optional.of(finish(call, List.of(row), List.of(), List.of(row), false, scope));
    }

    private void report(Resolution found, Call call, List<Expression> arguments) {
        String written = written(call, arguments);
        Optional<Place> place = session.place(call.location(), call.schema().isPresent() ? 1 : 0);
        if (found instanceof Ambiguous) {
            session.error(Rule.AMBIGUOUS_FUNCTION, place, written, "function " + written + " is not unique", List.of());
            return;
        }
        Reason reason = found instanceof NotFound notFound ? notFound.reason() : Reason.NO_SUCH_NAME;
        if (reason == Reason.UNDETERMINED_TYPE) {
            session.error(
                    Rule.TYPE_MISMATCH,
                    place,
                    written,
                    "could not determine polymorphic type because input has type unknown: " + written,
                    List.of());
            return;
        }
        if (reason == Reason.NO_SUCH_SIGNATURE) {
            Optional<Edit> fix = new TypeFixes(session, catalog()).forCall(call.name(), arguments);
            session.missing(
                    Rule.NO_MATCHING_FUNCTION,
                    place,
                    written,
                    "function " + written + " does not exist" + forms(call)
                            + fix.map(edit -> "; cast the argument: write " + edit.replacement() + " behind it")
                                    .orElse(""),
                    fix);
            return;
        }
        session.missing(
                Rule.UNKNOWN_FUNCTION,
                place,
                written,
                "function " + written + " does not exist" + elsewhere(call),
                FunctionSuggestions.forName(call.name(), catalog()));
    }

    /** Where a function of that name is, though a name without schema does not reach it. */
    private String elsewhere(Call call) {
        return catalog().functions(call.name()).stream()
                .filter(function -> !catalog().isOnPath(function.schema()))
                .findFirst()
                .map(function ->
                        "; schema \"" + function.schema() + "\", which is not on the search path, has one: write "
                                + function.schema() + '.' + call.name())
                .orElse("");
    }

    private String forms(Call call) {
        List<String> forms = catalog().functions(call.name()).stream()
                .map(function -> "("
                        + String.join(
                                ", ",
                                function.argumentTypes().stream()
                                        .map(catalog()::displayName)
                                        .toList()) + ")")
                .distinct()
                .limit(4)
                .toList();
        return forms.isEmpty() ? "" : "; it takes " + String.join(" or ", forms);
    }

    private String written(Call call, List<Expression> arguments) {
        List<String> names = arguments.stream()
                .map(argument -> types().name(argument.type()))
                .toList();
        return call.schema().map(schema -> schema + '.').orElse("")
                + call.name()
                + '('
                + (call.star() ? "*" : String.join(", ", names))
                + ')';
    }

    /**
     * A call as written.
     *
     * @param decorated whether it has what only an aggregate may have: DISTINCT, ORDER BY, FILTER, a star
     */
    record Call(
            Optional<String> schema,
            String name,
            boolean star,
            boolean distinct,
            boolean withinGroup,
            boolean variadic,
            boolean decorated,
            int location) {

        static Call of(JsonNode body) {
            List<String> names = Tree.strings(body.path("funcname"));
            boolean star = body.path("agg_star").asBoolean(false);
            boolean distinct = body.path("agg_distinct").asBoolean(false);
            boolean decorated = star || distinct || body.has("agg_order") || body.has("agg_filter") || body.has("over");
            return new Call(
                    names.size() > 1 ? Optional.of(names.get(names.size() - 2)) : Optional.empty(),
                    names.get(names.size() - 1),
                    star,
                    distinct,
                    body.path("agg_within_group").asBoolean(false),
                    body.path("func_variadic").asBoolean(false),
                    decorated,
                    Tree.location(body));
        }
    }
}
