package dev.schemaregistry.connector.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan that {@code EXPLAIN (FORMAT JSON)} printed.
 *
 * @param text a line a node, indented by depth; deep plans are cut, and say so
 * @param forbidden what the plan does that a read does not
 */
record ExplainedPlan(String text, double cost, double rows, Optional<String> forbidden) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LINES = 12;
    private static final Map<String, String> FORBIDDEN = Map.of("ModifyTable", "writes", "LockRows", "locks rows");

    /**
     * Reads the server's answer.
     *
     * @throws SQLException with an internal error's state for an answer of another form
     */
    static ExplainedPlan parse(String json) throws SQLException {
        JsonNode plan;
        try {
            plan = JSON.readTree(json).path(0).path("Plan");
        } catch (JsonProcessingException e) {
            throw new SQLException("the server's plan is no JSON", "XX000", e);
        }
        if (plan.isMissingNode()) {
            throw new SQLException("the server's answer holds no plan", "XX000");
        }
        List<String> lines = new ArrayList<>();
        List<String> forbidden = new ArrayList<>();
        walk(plan, 0, lines, forbidden);
        int shown = Math.min(lines.size(), LINES);
        String more = lines.size() > LINES ? "\n… " + (lines.size() - LINES) + " more nodes" : "";
        return new ExplainedPlan(
                String.join("\n", lines.subList(0, shown)) + more,
                plan.path("Total Cost").asDouble(),
                plan.path("Plan Rows").asDouble(),
                forbidden.stream().findFirst());
    }

    private static void walk(JsonNode node, int depth, List<String> lines, List<String> forbidden) {
        String type = node.path("Node Type").asText();
        lines.add("  ".repeat(depth) + line(type, node));
        Optional.ofNullable(FORBIDDEN.get(type)).ifPresent(forbidden::add);
        for (JsonNode child : node.path("Plans")) {
            walk(child, depth + 1, lines, forbidden);
        }
    }

    private static String line(String type, JsonNode node) {
        StringBuilder line = new StringBuilder(type);
        if (node.hasNonNull("Relation Name")) {
            line.append(" on ").append(node.path("Relation Name").asText());
        }
        if (node.hasNonNull("Index Name")) {
            line.append(" using ").append(node.path("Index Name").asText());
        }
        line.append(" (cost ").append(node.path("Total Cost").asText());
        line.append(", rows ").append(node.path("Plan Rows").asText()).append(')');
        return PostgresFailures.oneLine(line.toString());
    }
}
