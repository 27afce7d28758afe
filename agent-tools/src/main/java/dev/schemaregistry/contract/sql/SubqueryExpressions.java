package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Resolves subqueries that stand where a value may stand. */
final class SubqueryExpressions {
    /** Two subqueries are the same wherever they stand. */
    private static final Pattern LOCATION = Pattern.compile("\"location\":-?\\d+");

    private final CheckSession session;
    private final ExpressionResolver expressions;
    private final QueryResolver queries;

    SubqueryExpressions(CheckSession session, ExpressionResolver expressions, QueryResolver queries) {
        this.session = session;
        this.expressions = expressions;
        this.queries = queries;
    }

    Expression resolve(JsonNode body, Scope scope) {
        int location = Tree.location(body);
        ResolvedQuery query = queries.resolve(Tree.body(body.path("subselect")), Optional.of(scope), false);
        List<Expression> parts = new ArrayList<>(query.expressions());
        String text = LOCATION.matcher(body.path("subselect").toString()).replaceAll("");
        return switch (body.path("subLinkType").asText("EXISTS_SUBLINK")) {
            case "EXPR_SUBLINK" -> Expression.subquery(text, single(query, location), parts, location);
            case "ARRAY_SUBLINK" ->
                Expression.subquery(
                        "array" + text, session.names().types().arrayOf(single(query, location)), parts, location);
            case "ANY_SUBLINK", "ALL_SUBLINK" -> {
                List<String> name = Tree.strings(body.path("operName"));
                parts.add(compare(body.path("testexpr"), name.isEmpty() ? List.of("=") : name, query, scope, location));
                yield Expression.subquery("any" + text, SqlType.BOOL, parts, location);
            }
            default -> Expression.subquery("exists" + text, SqlType.BOOL, parts, location);
        };
    }

    /** {@code (a, b) = (SELECT …)}. */
    Expression compareRow(JsonNode body, Scope scope) {
        JsonNode link = body.path("rexpr").path("SubLink");
        int location = Tree.location(body);
        ResolvedQuery query = queries.resolve(Tree.body(link.path("subselect")), Optional.of(scope), false);
        List<Expression> parts = new ArrayList<>(query.expressions());
        parts.add(compare(body.path("lexpr"), Tree.strings(body.path("name")), query, scope, location));
        return Expression.subquery("row" + link, SqlType.BOOL, parts, location);
    }

    private SqlType single(ResolvedQuery query, int location) {
        if (query.open()) {
            return SqlType.ANY;
        }
        if (query.columns().size() != 1) {
            session.error(Rule.COLUMN_COUNT, location, "", "subquery must return only one column");
            return SqlType.ANY;
        }
        return query.columns().get(0).type();
    }

    private Expression compare(JsonNode test, List<String> name, ResolvedQuery query, Scope scope, int location) {
        Expression left = expressions.resolve(test, scope);
        if (query.open()) {
            return left;
        }
        List<Expression> values = Tree.is(test, "RowExpr") ? left.parts() : List.of(left);
        if (values.size() != query.columns().size()) {
            String words = values.size() < query.columns().size() ? "too many" : "too few";
            session.error(Rule.COLUMN_COUNT, location, "", "subquery has " + words + " columns");
            return left;
        }
        for (int at = 0; at < values.size(); at++) {
            Expression right =
                    Expression.any(location).withType(query.columns().get(at).type());
            session.names().types().operator(name, Optional.of(values.get(at)), right, location, session);
        }
        return left;
    }
}
