package dev.schemaregistry.contract.json;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.ShapeWalk.Handler;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;

/** Kinds of numbers, each within its bounds. */
public record Numbers(JsonFindings findings) {
    /** Bounds of a kind, both included; either may be left open. */
    private record Bounds(boolean whole, String least, String most) {}

    private static final String OPEN = "";
    private static final Map<String, Bounds> KINDS = Map.of(
            "number", new Bounds(false, OPEN, OPEN),
            "count", new Bounds(true, "0", OPEN),
            "positive", new Bounds(true, "1", OPEN),
            "group-size", new Bounds(true, "1", "1000"),
            "sample-size", new Bounds(true, "2", "10000"),
            "share", new Bounds(false, "0", "1"),
            "length", new Bounds(false, "0", OPEN),
            "longitude", new Bounds(false, "-180", "180"),
            "latitude", new Bounds(false, "-90", "90"));

    /** What judges each kind. */
    public Map<String, Handler> kinds() {
        return KINDS.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, kind -> (parent, value) -> check(value, kind.getValue())));
    }

    /** A whole number of at least one. */
    public boolean isPositive(JsonPart value) {
        return check(value, new Bounds(true, "1", OPEN));
    }

    private boolean check(JsonPart value, Bounds bounds) {
        boolean fits = bounds.whole ? value.isInteger() : value.isNumber();
        if (!fits) {
            findings.error(
                    Rule.SYNTAX_ERROR, value, ShapeWalk.wrongKind(value, bounds.whole ? "a whole number" : "a number"));
            return false;
        }
        BigDecimal number = value.number();
        boolean tooLow = !bounds.least.isEmpty() && number.compareTo(new BigDecimal(bounds.least)) < 0;
        boolean tooHigh = !bounds.most.isEmpty() && number.compareTo(new BigDecimal(bounds.most)) > 0;
        if (tooLow || tooHigh) {
            findings.error(
                    Rule.OUT_OF_RANGE,
                    value,
                    '"' + value.path() + "\" is " + value.text() + ", and must be "
                            + (tooLow ? "at least " + bounds.least : "at most " + bounds.most));
        }
        return !tooLow && !tooHigh;
    }
}
