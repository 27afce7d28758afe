package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** The name a select list's column gets when none is given, by the server's rules. */
final class ColumnNames {
    private static final String NONE = "?column?";

    private ColumnNames() {}

    static String of(JsonNode value) {
        String name = strong(value);
        if (!name.isEmpty()) {
            return name;
        }
        String weak = weak(value);
        return weak.isEmpty() ? NONE : weak;
    }

    /** A name that the expression brings along by itself. */
    private static String strong(JsonNode value) {
        JsonNode body = Tree.body(value);
        return switch (Tree.kind(value)) {
            case "ColumnRef" -> last(body.path("fields"));
            case "A_Indirection" -> {
                String field = last(body.path("indirection"));
                yield field.isEmpty() ? strong(body.path("arg")) : field;
            }
            case "FuncCall" -> last(body.path("funcname"));
            case "A_Expr" -> body.path("kind").asText().equals("AEXPR_NULLIF") ? "nullif" : "";
            case "CollateClause", "TypeCast" -> strong(body.path("arg"));
            case "GroupingFunc" -> "grouping";
            case "MergeSupportFunc" -> "merge_action";
            case "SubLink" -> subquery(body);
            case "CaseExpr" -> strong(body.path("defresult"));
            case "A_ArrayExpr" -> "array";
            case "RowExpr" -> "row";
            case "CoalesceExpr" -> "coalesce";
            case "MinMaxExpr" -> body.path("op").asText().equals("IS_LEAST") ? "least" : "greatest";
            case "SQLValueFunction" -> valueFunction(body.path("op").asText());
            case "XmlExpr" -> xml(body.path("op").asText());
            case "XmlSerialize" -> "xmlserialize";
            default -> "";
        };
    }

    private static String weak(JsonNode value) {
        JsonNode body = Tree.body(value);
        return switch (Tree.kind(value)) {
            case "TypeCast" -> last(body.path("typeName").path("names"));
            case "CollateClause" -> weak(body.path("arg"));
            case "CaseExpr" -> "case";
            default -> "";
        };
    }

    private static String subquery(JsonNode body) {
        return switch (body.path("subLinkType").asText()) {
            case "EXISTS_SUBLINK" -> "exists";
            case "ARRAY_SUBLINK" -> "array";
            case "EXPR_SUBLINK" -> {
                JsonNode target = Tree.body(body.path("subselect"))
                        .path("targetList")
                        .path(0)
                        .path("ResTarget");
                yield target.has("name") ? target.get("name").asText() : strong(target.path("val"));
            }
            default -> "";
        };
    }

    private static String valueFunction(String op) {
        String name = op.substring("SVFOP_".length()).toLowerCase(Locale.ROOT);
        return name.endsWith("_n") ? name.substring(0, name.length() - 2) : name;
    }

    private static String xml(String op) {
        return op.equals("IS_DOCUMENT") ? "" : op.substring("IS_".length()).toLowerCase(Locale.ROOT);
    }

    private static String last(JsonNode names) {
        List<String> strings = Tree.strings(names);
        for (int at = strings.size() - 1; at >= 0; at--) {
            if (!strings.get(at).isEmpty()) {
                return strings.get(at);
            }
        }
        return "";
    }
}
