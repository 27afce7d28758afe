package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.ShapeWalk;
import dev.schemaregistry.contract.json.ShapeWalk.Handler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges an expression that computes a score: of scores, numbers of the payload, and conditions. Confined to one thread. */
final class FormulaCheck {
    private static final List<String> OPERATORS = List.of(
            "mult",
            "sum",
            "neg",
            "abs",
            "sqrt",
            "exp",
            "ln",
            "log10",
            "div",
            "pow",
            "geo_distance",
            "datetime",
            "datetime_key",
            "lin_decay",
            "exp_decay",
            "gauss_decay");
    private static final Pattern SCORE = Pattern.compile("\\$score(\\[[0-9]{1,4}])?");

    private final Ground ground;
    private final KeyCheck keys;
    private final ShapeWalk walk;

    FormulaCheck(Ground ground) {
        this.ground = ground;
        this.keys = new KeyCheck(ground, new PayloadKeys(ground.collection().payload()), "");
        Map<String, Handler> kinds = new HashMap<>();
        kinds.put("expression", (parent, value) -> expression(value));
        kinds.put("expressions", (parent, value) -> expressions(value));
        kinds.put("geo-key", (parent, value) -> key(value, Values.PLACE));
        kinds.put("moment-key", (parent, value) -> key(value, Values.MOMENT));
        kinds.put("moment", (parent, value) -> moment(value));
        this.walk = ground.walk(kinds);
    }

    void expression(JsonPart expression) {
        switch (expression.kind()) {
            case INTEGER, FRACTION -> {}
            case STRING -> variable(expression);
            case OBJECT -> call(expression);
            default ->
                ground.findings()
                        .error(
                                Rule.SYNTAX_ERROR,
                                expression,
                                ShapeWalk.wrongKind(
                                        expression, "a number, \"$score\", a key of the payload, or an object"));
        }
    }

    private void variable(JsonPart name) {
        if (name.text().startsWith("$")) {
            if (!SCORE.matcher(name.text()).matches()) {
                ground.findings()
                        .error(
                                Rule.UNKNOWN_KEY,
                                name,
                                "a formula knows $score, and $score[0] for the first prefetch",
                                List.of("$score"));
            }
            return;
        }
        key(name, Values.NUMBER);
    }

    private void key(JsonPart key, Values wanted) {
        keys.check(key).ifPresent(known -> keys.suits(key, key.text(), known, wanted));
    }

    private void call(JsonPart call) {
        Optional<String> operator = OPERATORS.stream().filter(call::has).findFirst();
        if (operator.isPresent()) {
            walk.walk(operator.get(), call);
        } else {
            new FilterCheck(ground).condition(call);
        }
    }

    private void expressions(JsonPart list) {
        if (walk.isArray(list)) {
            list.items().forEach(this::expression);
        }
    }

    private void moment(JsonPart moment) {
        if (!moment.isText() || !Moments.isMoment(moment.text())) {
            ground.findings()
                    .error(
                            Rule.INVALID_MOMENT,
                            moment,
                            "\"" + moment.path() + "\" is no moment; write it like 2026-03-01T12:00:00Z");
        }
    }
}
