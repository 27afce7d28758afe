package dev.schemaregistry.contract.evaluate;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One line of a truth file.
 *
 * @param expect {@code accept}, {@code reject}, {@code bounded} (either, in time) or {@code policy} (not scored)
 * @param level where a reject belongs; empty for an accept
 * @param severity of an attack; empty for all else
 * @param core false for a statement an allow-list may refuse
 */
record LabelledQuery(
        String id,
        String dialect,
        String schemaRef,
        String text,
        String expect,
        String level,
        String severity,
        boolean core,
        String reason,
        String mutation,
        String baseId) {

    static LabelledQuery of(JsonNode line) {
        return new LabelledQuery(
                line.path("id").asText(),
                line.path("dialect").asText(),
                line.path("schema_ref").asText(),
                line.hasNonNull("sql")
                        ? line.get("sql").asText()
                        : built(line.path("recipe").path("parts")),
                line.path("expect").asText(),
                line.hasNonNull("level") ? line.get("level").asText() : "",
                line.path("severity").asText(""),
                line.path("core").asBoolean(true),
                line.path("reason").asText(""),
                line.path("mutation").asText(""),
                line.path("base_id").asText(""));
    }

    /** Texts too long to be written out: first + second * third + fourth + fifth * sixth + seventh part. */
    private static String built(JsonNode parts) {
        return parts.path(0).asText("")
                + parts.path(1).asText("").repeat(parts.path(2).asInt(0))
                + parts.path(3).asText("")
                + parts.path(4).asText("").repeat(parts.path(5).asInt(0))
                + parts.path(6).asText("");
    }

    /** The set it belongs to: the first part of its id. */
    String set() {
        if (id.contains("/llm/")) {
            return "llm";
        }
        int slash = id.indexOf('/');
        return slash < 0 ? id : id.substring(0, slash);
    }

    boolean isAttack() {
        return set().equals("attack");
    }

    boolean isScored() {
        return !expect.equals("policy") && !severity.equals("either") && core;
    }
}
