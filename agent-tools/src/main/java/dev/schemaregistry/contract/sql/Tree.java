package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads the grammar's tree: a node is an object with one field, named by the node's kind; default values are left out. */
final class Tree {
    private Tree() {}

    /** The kind of a node; empty for no node. */
    static String kind(JsonNode node) {
        Iterator<String> names = node.fieldNames();
        return names.hasNext() ? names.next() : "";
    }

    /** What a node holds. */
    static JsonNode body(JsonNode node) {
        Iterator<JsonNode> values = node.elements();
        return values.hasNext() ? values.next() : MissingNode.getInstance();
    }

    static boolean is(JsonNode node, String kind) {
        return node.has(kind);
    }

    /** The text of a {@code String} node; empty for any other. */
    static String string(JsonNode node) {
        return node.path("String").path("sval").asText("");
    }

    static List<String> strings(JsonNode list) {
        List<String> strings = new ArrayList<>();
        for (JsonNode node : list) {
            strings.add(string(node));
        }
        return strings;
    }

    /** The offset of a body, in bytes from 0; -1 for none. */
    static int location(JsonNode body) {
        return body.path("location").asInt(0);
    }

    static boolean isConstant(JsonNode node) {
        return node.has("A_Const");
    }

    static boolean isNull(JsonNode node) {
        return node.path("A_Const").path("isnull").asBoolean(false);
    }
}
