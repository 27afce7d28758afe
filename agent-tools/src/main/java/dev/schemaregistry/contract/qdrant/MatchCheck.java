package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.ShapeWalk;
import dev.schemaregistry.contract.json.ShapeWalk.Handler;
import dev.schemaregistry.contract.qdrant.PayloadKeys.Known;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a {@code match} asks for, against what its key holds. */
record MatchCheck(Ground ground, KeyCheck keys, Target target) {
    /**
     * What the condition is about.
     *
     * @param known empty when nothing is known of the key
     */
    record Target(String key, Optional<Known> known) {
        static final Target UNKNOWN = new Target("", Optional.empty());
    }

    void check(JsonPart match) {
        Map<String, Handler> kinds = Map.of(
                "match-value", (parent, value) -> value(value),
                "match-text", (parent, value) -> text(value, false),
                "match-phrase", (parent, value) -> text(value, true),
                "match-list", (parent, value) -> list(value));
        ground.walk(kinds).walk("match", match);
        if (match.isObject() && match.members().size() != 1) {
            ground.findings()
                    .error(
                            Rule.SYNTAX_ERROR,
                            match,
                            "a match has exactly one of value, text, text_any, phrase, any, except");
        }
    }

    private void value(JsonPart value) {
        if (value.isBoolean()) {
            suits(value, Values.FLAG);
        } else {
            textOrWhole(value);
        }
    }

    private void textOrWhole(JsonPart value) {
        if (value.isText()) {
            suits(value, Values.TEXT);
        } else if (value.isInteger()) {
            suits(value, Values.WHOLE);
        } else {
            ground.findings()
                    .error(
                            Rule.SYNTAX_ERROR,
                            value,
                            "a match takes texts, whole numbers, true and false"
                                    + (value.isNumber()
                                            ? "; for a number with a fraction use range"
                                            : ", not " + value.kind().words()));
        }
    }

    private void list(JsonPart list) {
        if (!list.isArray()) {
            ground.findings()
                    .error(Rule.SYNTAX_ERROR, list, ShapeWalk.wrongKind(list, "a list of texts or whole numbers"));
            return;
        }
        if (list.items().isEmpty()) {
            ground.findings().note(Rule.INVALID_CONSTANT, Severity.WARNING, list, "the list is empty");
            return;
        }
        boolean alike = list.items().stream().allMatch(JsonPart::isText)
                || list.items().stream().allMatch(JsonPart::isInteger);
        if (!alike) {
            ground.findings().error(Rule.TYPE_MISMATCH, list, "the list must hold texts only, or whole numbers only");
            return;
        }
        textOrWhole(list.items().get(0));
    }

    private void text(JsonPart text, boolean phrase) {
        if (!text.isText()) {
            ground.findings().error(Rule.SYNTAX_ERROR, text, ShapeWalk.wrongKind(text, "a text"));
            return;
        }
        if (!suits(text, Values.TEXT) || target.known().isEmpty()) {
            return;
        }
        Map<String, String> facts = target.known().get().field().properties();
        boolean indexed = "text".equals(facts.get("index"));
        if (!indexed && facts.containsKey("indexed")) {
            ground.findings()
                    .note(
                            Rule.NOT_INDEXED,
                            Severity.WARNING,
                            text,
                            "\"" + target.key() + "\" has no full-text index, so "
                                    + (phrase
                                            ? "phrases are not found by their words"
                                            : "the text is looked for as it stands, as a part of the value"),
                            List.of());
        }
    }

    private boolean suits(JsonPart value, Values wanted) {
        return target.known()
                .map(known -> keys.suits(value, target.key(), known, wanted))
                .orElse(true);
    }
}
