package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.catalog.CatalogType.Trait;
import dev.schemaregistry.contract.sql.catalog.TypeIds;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves expressions: names to columns, then types from the leaves up. */
final class ExpressionResolver {
    private static final Map<String, Integer> VALUE_FUNCTIONS = Map.ofEntries(
            Map.entry("SVFOP_CURRENT_DATE", TypeIds.DATE),
            Map.entry("SVFOP_CURRENT_TIME", TypeIds.TIMETZ),
            Map.entry("SVFOP_CURRENT_TIME_N", TypeIds.TIMETZ),
            Map.entry("SVFOP_CURRENT_TIMESTAMP", TypeIds.TIMESTAMPTZ),
            Map.entry("SVFOP_CURRENT_TIMESTAMP_N", TypeIds.TIMESTAMPTZ),
            Map.entry("SVFOP_LOCALTIME", TypeIds.TIME),
            Map.entry("SVFOP_LOCALTIME_N", TypeIds.TIME),
            Map.entry("SVFOP_LOCALTIMESTAMP", TypeIds.TIMESTAMP),
            Map.entry("SVFOP_LOCALTIMESTAMP_N", TypeIds.TIMESTAMP));

    /** Nodes that are no expressions by themselves but may hold some. */
    private static final Set<String> WRAPPERS =
            Set.of("String", "Integer", "List", "ResTarget", "JsonKeyValue", "JsonArgument", "TypeName");

    private final CheckSession session;
    private final NameLookup names;
    private final CallResolver calls;
    private final SubqueryExpressions subqueries;
    private final OperatorExpressions operators;
    private final PartExpressions parts;

    ExpressionResolver(CheckSession session, QueryResolver queries) {
        this.session = session;
        this.names = new NameLookup(session);
        this.calls = new CallResolver(session, this);
        this.subqueries = new SubqueryExpressions(session, this, queries);
        this.operators = new OperatorExpressions(session, this, subqueries);
        this.parts = new PartExpressions(session, this, calls);
    }

    NameLookup names() {
        return names;
    }

    private PostgresTypes types() {
        return session.names().types();
    }

    /** An expression that must be a condition. */
    Expression condition(JsonNode node, Scope scope, String words) {
        Expression value = resolve(node, scope);
        types().requireBoolean(value, words, session);
        return value;
    }

    Expression resolve(JsonNode node, Scope scope) {
        session.step();
        JsonNode body = Tree.body(node);
        int location = Tree.location(body);
        return switch (Tree.kind(node)) {
            case "ColumnRef" -> columnReference(body, scope);
            case "A_Const" -> constant(body);
            case "ParamRef" -> parameter(body);
            case "A_Expr" -> operators.resolve(body, scope);
            case "BoolExpr" -> logical(body, scope);
            case "FuncCall" -> calls.resolve(body, scope);
            case "TypeCast" -> cast(body, scope);
            case "SubLink" -> subqueries.resolve(body, scope);
            case "CaseExpr" -> caseOf(body, scope);
            case "CoalesceExpr" -> branches("COALESCE", body, scope);
            case "MinMaxExpr" -> minMax(body, scope);
            case "NullTest" -> nullTest(body, scope);
            case "BooleanTest" -> booleanTest(body, scope);
            case "RowExpr" -> row(body, scope);
            case "A_ArrayExpr" -> array(body, scope, Optional.empty());
            case "A_Indirection" -> indirection(body, scope);
            case "CollateClause" -> collate(body, scope);
            case "SQLValueFunction" ->
                Expression.call(
                        body.path("op").asText(),
                        SqlType.of(VALUE_FUNCTIONS.getOrDefault(body.path("op").asText(), TypeIds.NAME)),
                        List.of(),
                        location);
            case "GroupingFunc" -> grouping(body, scope);
            case "NamedArgExpr" -> resolve(body.path("arg"), scope);
            case "XmlExpr" -> generic(node, scope, xmlType(body));
            case "XmlSerialize" -> xmlSerialize(body, scope);
            case "SetToDefault" -> notHere("DEFAULT is not allowed in this context", location);
            default -> {
                session.versions().checkConstruct(Tree.kind(node), location);
                yield generic(node, scope, SqlType.ANY);
            }
        };
    }

    List<Expression> resolveAll(JsonNode list, Scope scope) {
        List<Expression> values = new ArrayList<>();
        for (JsonNode node : list) {
            values.add(resolve(node, scope));
        }
        return values;
    }

    private Expression notHere(String message, int location) {
        session.error(Rule.SYNTAX_ERROR, location, "", message);
        return Expression.any(location);
    }

    // --- leaves ---

    private Expression columnReference(JsonNode body, Scope scope) {
        List<String> fields = Tree.strings(body.path("fields"));
        int location = Tree.location(body);
        if (TargetResolver.isStar(wrapped(body))) {
            return starAsRow(fields, scope, location);
        }
        return switch (fields.size()) {
            case 1 -> names.unqualified(fields.get(0), scope, location);
            case 2 -> twoParts(fields.get(0), fields.get(1), scope, location);
            case 3 -> threeParts(fields, scope, location);
            default ->
                names.qualified(
                        Optional.of(fields.get(fields.size() - 3)),
                        fields.get(fields.size() - 2),
                        fields.get(fields.size() - 1),
                        scope,
                        location);
        };
    }

    private static JsonNode wrapped(JsonNode columnRef) {
        return JsonNodeFactory.instance.objectNode().set("ColumnRef", columnRef);
    }

    /** {@code t.*} where a value is expected stands for the whole row. */
    private Expression starAsRow(List<String> fields, Scope scope, int location) {
        if (fields.size() < 2) {
            return notHere("\"*\" is not allowed here", location);
        }
        String qualifier = fields.get(fields.size() - 2);
        return names.qualifier(Optional.empty(), qualifier, scope, location)
                .map(entry -> session.usedWhole(entry.relation().wholeRow(location)))
                .orElseGet(() -> {
                    names.unknownQualifier(Optional.empty(), qualifier, Optional.empty(), scope, location);
                    return Expression.any(location);
                });
    }

    /** A qualified column, or, as the server allows, a function of a row written like one. */
    private Expression twoParts(String qualifier, String name, Scope scope, int location) {
        Optional<Scope.Entry> entry = names.qualifier(Optional.empty(), qualifier, scope, location);
        boolean noColumn = entry.isPresent()
                && !entry.get().relation().open()
                && entry.get().relation().indexesOf(name).isEmpty()
                && !Relation.SYSTEM_COLUMNS.containsKey(name);
        if (noColumn) {
            Optional<Expression> called =
                    calls.onRow(name, entry.get().relation().wholeRow(location), scope, location);
            if (called.isPresent()) {
                session.usedWhole(entry.get().relation().wholeRow(location));
                return called.get();
            }
        }
        return names.qualified(Optional.empty(), qualifier, name, scope, location);
    }

    private Expression threeParts(List<String> fields, Scope scope, int location) {
        return names.qualified(Optional.of(fields.get(0)), fields.get(1), fields.get(2), scope, location);
    }

    private Expression constant(JsonNode body) {
        int location = Tree.location(body);
        session.versions().checkNumber(body, location);
        if (body.path("isnull").asBoolean(false)) {
            return Expression.constant("null", SqlType.UNKNOWN, location);
        }
        if (body.has("ival")) {
            return Expression.constant("i" + body.path("ival").path("ival").asInt(0), SqlType.INT4, location);
        }
        if (body.has("fval")) {
            String text = body.path("fval").path("fval").asText("0");
            return Expression.constant("f" + text, number(text), location);
        }
        if (body.has("boolval")) {
            return Expression.constant(
                    "b" + body.path("boolval").path("boolval").asBoolean(false), SqlType.BOOL, location);
        }
        if (body.has("bsval")) {
            return Expression.constant(
                    "B" + body.path("bsval").path("bsval").asText(), SqlType.of(TypeIds.BIT), location);
        }
        return Expression.constant("s" + body.path("sval").path("sval").asText(""), SqlType.UNKNOWN, location);
    }

    private static SqlType number(String text) {
        boolean whole = text.chars().allMatch(Character::isDigit);
        return whole && new BigInteger(text).bitLength() < 64 ? SqlType.INT8 : SqlType.NUMERIC;
    }

    private Expression parameter(JsonNode body) {
        int number = body.path("number").asInt(0);
        session.error(
                Rule.PARAMETER,
                Tree.location(body),
                "$" + number,
                "there is no parameter $" + number + "; write the value into the query");
        return Expression.any(Tree.location(body));
    }

    // --- conditions and branches ---

    private Expression logical(JsonNode body, Scope scope) {
        String operator = body.path("boolop").asText("AND_EXPR");
        String word = operator.substring(0, operator.indexOf('_'));
        List<Expression> parts = resolveAll(body.path("args"), scope);
        parts.forEach(part -> types().requireBoolean(part, word, session));
        return Expression.call(word, SqlType.BOOL, parts, Tree.location(body));
    }

    private Expression caseOf(JsonNode body, Scope scope) {
        List<Expression> parts = new ArrayList<>();
        List<Expression> results = new ArrayList<>();
        Optional<Expression> subject = Optional.of(body.path("arg"))
                .filter(node -> !node.isMissingNode())
                .map(node -> resolve(node, scope))
                .map(value -> value.type().isUnknown() ? value.withType(SqlType.TEXT) : value);
        subject.ifPresent(parts::add);
        if (body.has("defresult")) {
            results.add(resolve(body.path("defresult"), scope));
        }
        for (JsonNode when : body.path("args")) {
            JsonNode branch = Tree.body(when);
            Expression test = resolve(branch.path("expr"), scope);
            int location = Tree.location(branch);
            subject.ifPresentOrElse(
                    value -> types().operator(List.of("="), Optional.of(value), test, location, session),
                    () -> types().requireBoolean(test, "CASE/WHEN", session));
            parts.add(test);
            results.add(resolve(branch.path("result"), scope));
        }
        SqlType type = types().common(results, "CASE", session);
        parts.addAll(results);
        SetCalls.forbid(parts, "CASE", session);
        return Expression.call("case", type, parts, Tree.location(body));
    }

    private Expression branches(String word, JsonNode body, Scope scope) {
        List<Expression> parts = resolveAll(body.path("args"), scope);
        SqlType type = types().common(parts, word, session);
        if (word.equals("COALESCE")) {
            SetCalls.forbid(parts, word, session);
        }
        return Expression.call(word, type, parts, Tree.location(body));
    }

    private Expression minMax(JsonNode body, Scope scope) {
        String word = body.path("op").asText("IS_GREATEST").equals("IS_LEAST") ? "LEAST" : "GREATEST";
        Expression value = branches(word, body, scope);
        types().requireOrder(value.type(), value.location(), session);
        return value;
    }

    private Expression nullTest(JsonNode body, Scope scope) {
        Expression value = resolve(body.path("arg"), scope);
        return Expression.call(body.path("nulltesttype").asText(), SqlType.BOOL, List.of(value), Tree.location(body));
    }

    private Expression booleanTest(JsonNode body, Scope scope) {
        String test = body.path("booltesttype").asText("IS_TRUE");
        Expression value = condition(body.path("arg"), scope, test.replace('_', ' '));
        return Expression.call(test, SqlType.BOOL, List.of(value), Tree.location(body));
    }

    private Expression collate(JsonNode body, Scope scope) {
        Expression value = resolve(body.path("arg"), scope);
        SqlType type = value.type();
        boolean collatable = type.isAny()
                || type.isUnknown()
                || types().catalog()
                        .findType(types().catalog().baseType(type.oid()))
                        .filter(found -> !found.is(Trait.COLLATABLE) && !found.is(Trait.ARRAY))
                        .isEmpty();
        if (!collatable) {
            session.error(
                    Rule.TYPE_MISMATCH,
                    Tree.location(body),
                    "COLLATE",
                    "collations are not supported by type " + types().name(type));
        }
        return Expression.call(
                "collate " + String.join(".", Tree.strings(body.path("collname"))),
                type,
                List.of(value),
                Tree.location(body));
    }

    private Expression grouping(JsonNode body, Scope scope) {
        List<Expression> parts = resolveAll(body.path("args"), scope);
        scope.setAggregated();
        return Expression.owned(Expression.Kind.GROUPING, "grouping", SqlType.INT4, parts, scope, Tree.location(body));
    }

    // --- rows, arrays, parts ---

    private Expression row(JsonNode body, Scope scope) {
        List<Expression> parts = new ArrayList<>();
        for (JsonNode argument : body.path("args")) {
            parts.add(resolve(argument, scope));
        }
        List<ColumnShape> fields = new ArrayList<>();
        for (int at = 0; at < parts.size(); at++) {
            fields.add(ColumnShape.of("f" + (at + 1), parts.get(at).type()));
        }
        return Expression.call("row", SqlType.row(fields), parts, Tree.location(body));
    }

    private Expression array(JsonNode body, Scope scope, Optional<SqlType> target) {
        List<Expression> parts = new ArrayList<>();
        Optional<SqlType> element =
                target.flatMap(type -> types().catalog().elementType(type.oid()).map(SqlType::of));
        for (JsonNode node : body.path("elements")) {
            boolean nested = Tree.is(node, "A_ArrayExpr");
            parts.add(nested ? array(Tree.body(node), scope, target) : resolve(node, scope));
        }
        int location = Tree.location(body);
        if (target.isPresent()) {
            element.ifPresent(type -> parts.stream()
                    .filter(part -> !part.text().equals("array"))
                    .forEach(part -> types().requireCast(part, type, part.location(), session)));
            return Expression.call("array", target.get(), parts, location);
        }
        if (parts.isEmpty()) {
            session.error(
                    Rule.INDETERMINATE_TYPE,
                    location,
                    "ARRAY[]",
                    "cannot determine type of empty array; cast it, for example ARRAY[]::integer[]");
            return Expression.any(location);
        }
        SqlType common = types().common(parts, "ARRAY", session);
        boolean nested = types().catalog().elementType(common.oid()).isPresent();
        return Expression.call("array", nested ? common : types().arrayOf(common), parts, location);
    }

    /** {@code (x).field}, {@code x[1]}: what is inside a value. */
    Expression indirection(JsonNode body, Scope scope) {
        return parts.resolve(body, scope);
    }

    // --- casts ---

    private Expression cast(JsonNode body, Scope scope) {
        SqlType target = types().named(body.path("typeName"), session);
        JsonNode argument = body.path("arg");
        int location = Tree.location(body) < 0 ? Tree.location(body.path("typeName")) : Tree.location(body);
        boolean arrayLiteral = Tree.is(argument, "A_ArrayExpr")
                && types().catalog().elementType(target.oid()).isPresent();
        if (arrayLiteral) {
            return array(Tree.body(argument), scope, Optional.of(target));
        }
        Expression value = resolve(argument, scope);
        types().requireCast(value, target, location, session);
        new RegisteredObjects(session).checkCast(value, target);
        boolean same = value.type().oid() == target.oid()
                && body.path("typeName").path("typmods").isMissingNode();
        return same ? value : Expression.call("::" + target.oid(), target, List.of(value), location);
    }

    private Expression xmlSerialize(JsonNode body, Scope scope) {
        Expression value = resolve(body.path("expr"), scope);
        SqlType type = types().named(body.path("typeName"), session);
        return Expression.call("xmlserialize", type, List.of(value), Tree.location(body));
    }

    private static SqlType xmlType(JsonNode body) {
        return body.path("op").asText().equals("IS_DOCUMENT") ? SqlType.BOOL : SqlType.of(TypeIds.XML);
    }

    // --- everything else ---

    /** A construct without rules of its own: what is inside it is resolved all the same. */
    private Expression generic(JsonNode node, Scope scope, SqlType type) {
        List<Expression> parts = new ArrayList<>();
        collect(Tree.body(node), scope, parts);
        parts.forEach(
                part -> types().refuseUse(part.type(), session.place(part.location(), 0), "this construct", session));
        return Expression.call(Tree.kind(node), type, parts, Tree.location(Tree.body(node)));
    }

    private void collect(JsonNode node, Scope scope, List<Expression> parts) {
        for (JsonNode child : node) {
            if (isExpression(child)) {
                parts.add(resolve(child, scope));
            } else if (child.isContainerNode()) {
                collect(child, scope, parts);
            }
        }
    }

    private static boolean isExpression(JsonNode node) {
        return node.isObject()
                && node.size() == 1
                && Character.isUpperCase(Tree.kind(node).charAt(0))
                && Tree.body(node).isObject()
                && !WRAPPERS.contains(Tree.kind(node));
    }
}
