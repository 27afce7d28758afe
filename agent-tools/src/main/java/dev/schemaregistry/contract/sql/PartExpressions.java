package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.NameSuggestions;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.catalog.CatalogType;
import dev.schemaregistry.contract.sql.catalog.CatalogType.Trait;
import dev.schemaregistry.contract.sql.catalog.TypeIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves what is taken out of a value: fields of rows, elements of arrays and of JSON. */
final class PartExpressions {
    private final CheckSession session;
    private final ExpressionResolver expressions;
    private final CallResolver calls;

    PartExpressions(CheckSession session, ExpressionResolver expressions, CallResolver calls) {
        this.session = session;
        this.expressions = expressions;
        this.calls = calls;
    }

    private PostgresTypes types() {
        return session.names().types();
    }

    /** The body of an {@code A_Indirection}: subscripts that stand together are one step. */
    Expression resolve(JsonNode body, Scope scope) {
        Expression value = expressions.resolve(body.path("arg"), scope);
        List<JsonNode> subscripts = new ArrayList<>();
        for (JsonNode step : body.path("indirection")) {
            if (Tree.is(step, "A_Indices")) {
                subscripts.add(Tree.body(step));
                continue;
            }
            value = element(value, subscripts, scope);
            subscripts.clear();
            if (Tree.is(step, "String")) {
                value = field(value, Tree.string(step), scope);
            }
        }
        return element(value, subscripts, scope);
    }

    private Expression field(Expression row, String name, Scope scope) {
        SqlType type = row.type();
        List<ColumnShape> found =
                type.fields().stream().filter(f -> f.name().equals(name)).toList();
        if (!found.isEmpty()) {
            session.used(found.get(0).origin(), row.location());
            return Expression.call("." + name, found.get(0).type(), List.of(row), row.location());
        }
        boolean notKnown = type.isAny() || (type.fields().isEmpty() && isRow(type));
        if (notKnown) {
            return Expression.call("." + name, SqlType.ANY, List.of(row), row.location());
        }
        Optional<Expression> called = calls.onRow(name, row, scope, row.location());
        if (called.isPresent()) {
            return called.get();
        }
        reportField(row, name);
        return Expression.any(row.location());
    }

    private void reportField(Expression row, String name) {
        SqlType type = row.type();
        if (isRow(type)) {
            List<String> names = type.fields().stream().map(ColumnShape::name).toList();
            session.error(
                    Rule.UNKNOWN_COLUMN,
                    Optional.empty(),
                    name,
                    "column \"" + name + "\" not found in data type " + types().name(type),
                    NameSuggestions.nearest(name, names));
            return;
        }
        session.error(
                Rule.WRONG_OBJECT,
                row.location(),
                name,
                "column notation ." + name + " applied to type " + types().name(type)
                        + ", which is not a composite type");
    }

    private boolean isRow(SqlType type) {
        return type.is(TypeIds.RECORD)
                || types().catalog()
                        .findType(types().catalog().baseType(type.oid()))
                        .filter(found -> found.kind() == CatalogType.Kind.COMPOSITE)
                        .isPresent();
    }

    private Expression element(Expression container, List<JsonNode> subscripts, Scope scope) {
        if (subscripts.isEmpty()) {
            return container;
        }
        boolean slice = subscripts.stream()
                .anyMatch(subscript -> subscript.path("is_slice").asBoolean(false));
        List<Expression> bounds = new ArrayList<>();
        for (JsonNode subscript : subscripts) {
            for (String bound : List.of("lidx", "uidx")) {
                if (subscript.has(bound)) {
                    bounds.add(expressions.resolve(subscript.get(bound), scope));
                }
            }
        }
        List<Expression> parts = new ArrayList<>(List.of(container));
        parts.addAll(bounds);
        SqlType type = elementType(container, slice, bounds);
        return Expression.call(slice ? "[:]" : "[]", type, parts, container.location());
    }

    private SqlType elementType(Expression container, boolean slice, List<Expression> bounds) {
        SqlType type = container.type();
        Optional<CatalogType> found =
                types().catalog().findType(types().catalog().baseType(type.oid()));
        if (type.isAny() || found.isEmpty()) {
            return SqlType.ANY;
        }
        if (found.get().is(Trait.JSON_SUBSCRIPT)) {
            return jsonElement(container, slice, bounds);
        }
        boolean array = found.get().is(Trait.ARRAY) || found.get().is(Trait.FIXED_ARRAY);
        if (!array) {
            session.error(
                    Rule.TYPE_MISMATCH,
                    container.location(),
                    "[]",
                    "cannot subscript type " + types().name(type) + " because it does not support subscripting");
            return SqlType.ANY;
        }
        bounds.forEach(bound -> types().requireAssignable(bound, SqlType.INT4, "array subscript", session));
        return slice ? type : types().type(found.get().elementType());
    }

    private SqlType jsonElement(Expression container, boolean slice, List<Expression> bounds) {
        if (slice) {
            session.error(Rule.TYPE_MISMATCH, container.location(), "[:]", "jsonb subscript does not support slices");
        }
        for (Expression bound : bounds) {
            if (!fitsJson(bound.type())) {
                session.error(
                        Rule.TYPE_MISMATCH,
                        bound.location(),
                        "[]",
                        "subscript type " + types().name(bound.type()) + " is not supported");
            }
        }
        return SqlType.of(TypeIds.JSONB);
    }

    private boolean fitsJson(SqlType type) {
        return type.isAny()
                || type.isUnknown()
                || types().rules().canCoerce(type.oid(), TypeIds.TEXT)
                || types().rules().canCoerce(type.oid(), TypeIds.INT4);
    }
}
