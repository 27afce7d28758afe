package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.Rule;

/** Where a recursive query may refer to itself: once, and not where rows could be taken back. */
final class RecursionRule {
    private final CheckSession session;
    private final String name;
    private int references;
    private boolean refused;

    RecursionRule(CheckSession session, String name) {
        this.session = session;
        this.name = name;
    }

    /** The body of the UNION whose right side refers to itself. */
    void check(JsonNode union, int location) {
        if (union.has("sortClause")) {
            session.error(Rule.NOT_SUPPORTED, location, name, "ORDER BY in a recursive query is not implemented");
        }
        if (union.has("limitCount") || union.has("limitOffset")) {
            session.error(Rule.NOT_SUPPORTED, location, name, "LIMIT in a recursive query is not implemented");
        }
        walk(union.path("rarg"), "", location);
        if (references > 1 && !refused) {
            refuse("appear more than once", location);
        }
    }

    /**
     * @param place where we are, in the words of the message; empty where a reference is fine
     */
    private void walk(JsonNode node, String place, int location) {
        JsonNode range = node.path("RangeVar");
        if (range.path("relname").asText("").equals(name) && !range.has("schemaname")) {
            references++;
            if (!place.isEmpty()) {
                refuse("appear within " + place, location);
            }
            return;
        }
        if (Tree.is(node, "SubLink")) {
            walkAll(node, "a subquery", location);
            return;
        }
        if (Tree.is(node, "JoinExpr")) {
            join(node.get("JoinExpr"), place, location);
            return;
        }
        String op = node.path("op").asText("");
        if (op.equals("SETOP_EXCEPT")) {
            walk(node.path("larg"), place, location);
            walk(node.path("rarg"), "EXCEPT", location);
            return;
        }
        walkAll(node, place, location);
    }

    private void join(JsonNode join, String place, int location) {
        String kind = join.path("jointype").asText("JOIN_INNER");
        boolean leftMayVanish = kind.equals("JOIN_RIGHT") || kind.equals("JOIN_FULL");
        boolean rightMayVanish = kind.equals("JOIN_LEFT") || kind.equals("JOIN_FULL");
        walk(join.path("larg"), leftMayVanish ? "an outer join" : place, location);
        walk(join.path("rarg"), rightMayVanish ? "an outer join" : place, location);
        walk(join.path("quals"), place, location);
    }

    private void walkAll(JsonNode node, String place, int location) {
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                walk(child, place, location);
            }
        }
    }

    private void refuse(String words, int location) {
        refused = true;
        session.error(
                Rule.RECURSION, location, name, "recursive reference to query \"" + name + "\" must not " + words);
    }
}
