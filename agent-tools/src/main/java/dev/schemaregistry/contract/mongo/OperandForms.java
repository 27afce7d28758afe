package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What conditions are given that is no value to compare with. */
record OperandForms(Check check) {
    private static final Map<String, Double> OTHER_TYPES = Map.of(
            "number",
            -2.0,
            "null",
            10.0,
            "undefined",
            6.0,
            "javascriptWithScope",
            15.0,
            "minKey",
            -1.0,
            "maxKey",
            127.0);

    /** Types by name or number. */
    void types(Node value, At at) {
        List<Node> types = value instanceof Node.Items items ? items.nodes() : List.of(value);
        for (Node type : types) {
            Optional<String> word = type.text();
            boolean known = word.isPresent()
                    ? Kind.of(word.get()).isPresent() || OTHER_TYPES.containsKey(word.get())
                    : type.number().filter(OTHER_TYPES::containsValue).isPresent()
                            || type.number()
                                    .filter(n -> n >= 1 && n <= 19 && n == Math.rint(n))
                                    .isPresent();
            if (!known) {
                List<String> words = Stream.concat(
                                Arrays.stream(Kind.values()).map(Kind::word), OTHER_TYPES.keySet().stream())
                        .toList();
                check.unknown(
                        Rule.UNKNOWN_TYPE, at.on(type), "there is no type " + type.words(), word.orElse(""), words);
            }
        }
    }

    /** A divisor and a remainder. */
    void mod(Node value, At at) {
        boolean fits = value instanceof Node.Items items
                && items.nodes().size() == 2
                && items.nodes().stream().allMatch(node -> node.number().isPresent());
        if (!fits) {
            check.error(Rule.SYNTAX_ERROR, at, "$mod takes a divisor and a remainder in an array");
        } else if (((Node.Items) value).nodes().get(0).number().orElse(1.0) == 0) {
            check.error(Rule.INVALID_CONSTANT, at, "the divisor of $mod must not be 0");
        }
    }

    /** A pattern. */
    void regex(Node value, At at) {
        boolean fits =
                value.text().isPresent() || Expressions.literal(value).kinds().contains(Kind.REGEX);
        if (!fits) {
            check.error(Rule.SYNTAX_ERROR, at, "$regex takes a pattern, not " + value.words());
        }
    }

    /** Bits, in one of four forms. */
    void bits(Operator operator, Node value, At at) {
        boolean fits = value instanceof Node.Items
                || value.number().isPresent()
                || Expressions.literal(value).kinds().contains(Kind.BINARY);
        if (!fits) {
            check.error(
                    Rule.SYNTAX_ERROR,
                    at,
                    operator.name() + " takes a number, binary data or positions in an array, not " + value.words());
        }
    }
}
