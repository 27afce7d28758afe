package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.catalog.CatalogFunction;
import dev.schemaregistry.contract.sql.catalog.CatalogType;
import dev.schemaregistry.contract.sql.catalog.TypeIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions in FROM: what columns their rows have. */
final class FunctionRelations {
    private final CheckSession session;
    private final ExpressionResolver expressions;

    FunctionRelations(CheckSession session, ExpressionResolver expressions) {
        this.session = session;
        this.expressions = expressions;
    }

    /** The body of a {@code RangeFunction}. */
    Relation resolve(JsonNode body, Scope scope, List<Expression> inner) {
        String alias = body.path("alias").path("aliasname").asText("");
        List<ColumnShape> columns = new ArrayList<>();
        boolean open = false;
        String name = alias;
        int functions = body.path("functions").size();
        for (JsonNode function : body.path("functions")) {
            JsonNode call = function.path("List").path("items").path(0);
            String own = ColumnNames.of(call);
            if (isManyArrays(call)) {
                name = name.isEmpty() ? own : name;
                manyArrays(call, scope, inner, columns);
                continue;
            }
            Expression value = expressions.resolve(call, scope);
            inner.add(value);
            name = name.isEmpty() ? own : name;
            JsonNode definitions = functions == 1
                    ? body.path("coldeflist")
                    : function.path("List").path("items").path(1).path("List").path("items");
            String column = outputName(call).orElse(functions == 1 && !alias.isEmpty() ? alias : own);
            open |= addColumns(value, definitions, column, columns);
        }
        if (body.path("ordinality").asBoolean(false)) {
            columns.add(ColumnShape.of("ordinality", SqlType.INT8));
        }
        return Relation.of(name, columns, open);
    }

    /** {@code unnest(a, b)}: only here may it take several arrays, and gives a column for each. */
    private static boolean isManyArrays(JsonNode call) {
        JsonNode body = call.path("FuncCall");
        List<String> names = Tree.strings(body.path("funcname"));
        return !names.isEmpty()
                && names.get(names.size() - 1).equals("unnest")
                && body.path("args").size() > 1
                && !body.has("agg_order");
    }

    private void manyArrays(JsonNode call, Scope scope, List<Expression> inner, List<ColumnShape> columns) {
        PostgresTypes types = session.names().types();
        for (JsonNode argument : call.path("FuncCall").path("args")) {
            Expression array = expressions.resolve(argument, scope);
            inner.add(array);
            boolean fits = array.type().isAny()
                    || types.catalog().elementType(array.type().oid()).isPresent();
            if (!fits) {
                session.error(
                        Rule.NO_MATCHING_FUNCTION,
                        array.location(),
                        "unnest(" + types.name(array.type()) + ')',
                        "function unnest(" + types.name(array.type()) + ") does not exist");
            }
            SqlType element = types.catalog()
                    .elementType(array.type().oid())
                    .map(types::type)
                    .orElse(SqlType.ANY);
            columns.add(ColumnShape.of("unnest", element));
        }
    }

    /** The name of a function's only output argument, where it has one: it wins over the alias. */
    private Optional<String> outputName(JsonNode call) {
        List<String> names = Tree.strings(call.path("FuncCall").path("funcname"));
        if (names.isEmpty()) {
            return Optional.empty();
        }
        List<List<CatalogFunction.Output>> outputs =
                session.names().types().catalog().functions(names.get(names.size() - 1)).stream()
                        .map(CatalogFunction::outputs)
                        .distinct()
                        .toList();
        boolean one = outputs.size() == 1 && outputs.get(0).size() == 1;
        return one ? Optional.of(outputs.get(0).get(0).name()) : Optional.empty();
    }

    /** Adds the columns of one function; whether there may be more. */
    private boolean addColumns(Expression value, JsonNode definitions, String column, List<ColumnShape> columns) {
        if (definitions.size() > 0) {
            for (JsonNode definition : definitions) {
                JsonNode body = Tree.body(definition);
                SqlType type = session.names().types().named(body.path("typeName"), session);
                columns.add(ColumnShape.of(body.path("colname").asText(), type));
            }
            return false;
        }
        SqlType type = value.type();
        if (!type.fields().isEmpty()) {
            columns.addAll(type.fields());
            return false;
        }
        if (type.isAny()) {
            return true;
        }
        if (type.is(TypeIds.RECORD)) {
            boolean known = value.kind() == Expression.Kind.CALL
                    && (value.text().endsWith("()") || value.text().endsWith(SetCalls.MARK));
            if (known) {
                session.error(
                        Rule.COLUMN_COUNT,
                        value.location(),
                        column,
                        "a column definition list is required for functions returning \"record\"");
            }
            return true;
        }
        boolean composite = session.names()
                .types()
                .catalog()
                .findType(type.oid())
                .filter(found -> found.kind() == CatalogType.Kind.COMPOSITE)
                .isPresent();
        if (composite) {
            return true;
        }
        columns.add(ColumnShape.of(column, type.isUnknown() ? SqlType.TEXT : type));
        return false;
    }

    /** The body of a {@code RangeTableFunc}: XMLTABLE. */
    Relation xmlTable(JsonNode body, Scope scope, List<Expression> inner) {
        scope.setClause(Scope.Clause.FROM_FUNCTION);
        scope.setLateral(true);
        for (String part : List.of("docexpr", "rowexpr")) {
            if (body.has(part)) {
                inner.add(expressions.resolve(body.get(part), scope));
            }
        }
        List<ColumnShape> columns = new ArrayList<>();
        for (JsonNode node : body.path("columns")) {
            JsonNode column = Tree.body(node);
            for (String part : List.of("colexpr", "coldefexpr")) {
                if (column.has(part)) {
                    inner.add(expressions.resolve(column.get(part), scope));
                }
            }
            SqlType type = column.path("for_ordinality").asBoolean(false)
                    ? SqlType.INT4
                    : session.names().types().named(column.path("typeName"), session);
            columns.add(ColumnShape.of(column.path("colname").asText(), type));
        }
        scope.setLateral(false);
        return Relation.of(body.path("alias").path("aliasname").asText("xmltable"), columns, false);
    }
}
