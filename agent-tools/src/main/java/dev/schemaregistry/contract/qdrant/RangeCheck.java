package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.JsonFindings;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.ShapeWalk;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The bounds of a range: all numbers, or all moments. */
record RangeCheck(JsonFindings findings) {
    private static final List<String> BOUNDS = List.of("gt", "gte", "lt", "lte");

    /** What the range asks for; empty when that can't be told. */
    Optional<Values> check(JsonPart range) {
        List<JsonPart> bounds =
                BOUNDS.stream().flatMap(bound -> range.find(bound).stream()).toList();
        if (bounds.isEmpty()) {
            if (range.isObject()) {
                findings.note(
                        Rule.INVALID_CONSTANT,
                        Severity.WARNING,
                        range,
                        "the range has no bound, so it holds for every value");
            }
            return Optional.empty();
        }
        bounds.forEach(this::bound);
        boolean numbers = bounds.stream().allMatch(JsonPart::isNumber);
        boolean moments = bounds.stream().allMatch(JsonPart::isText);
        if (!numbers && !moments) {
            if (bounds.stream().allMatch(bound -> bound.isNumber() || bound.isText())) {
                findings.error(Rule.TYPE_MISMATCH, range, "a range has numbers or moments as bounds, not both");
            }
            return Optional.empty();
        }
        if (numbers) {
            notEmpty(range);
        }
        return Optional.of(numbers ? Values.NUMBER : Values.MOMENT);
    }

    private void bound(JsonPart bound) {
        if (bound.isText() && !Moments.isMoment(bound.text())) {
            findings.error(
                    Rule.INVALID_MOMENT,
                    bound,
                    '"' + bound.text()
                            + "\" is no moment; write it like 2026-03-01T12:00:00Z, and numbers without quotes");
        } else if (!bound.isText() && !bound.isNumber()) {
            findings.error(Rule.SYNTAX_ERROR, bound, ShapeWalk.wrongKind(bound, "a number, or a moment in quotes"));
        }
    }

    private void notEmpty(JsonPart range) {
        Optional<BigDecimal> low = Stream.of("gt", "gte")
                .flatMap(bound -> range.find(bound).stream())
                .map(JsonPart::number)
                .max(BigDecimal::compareTo);
        Optional<BigDecimal> high = Stream.of("lt", "lte")
                .flatMap(bound -> range.find(bound).stream())
                .map(JsonPart::number)
                .min(BigDecimal::compareTo);
        boolean empty = low.isPresent() && high.isPresent() && low.get().compareTo(high.get()) > 0;
        if (empty) {
            findings.note(
                    Rule.INVALID_CONSTANT,
                    Severity.WARNING,
                    range,
                    "no value lies above " + low.get() + " and below " + high.get());
        }
    }
}
