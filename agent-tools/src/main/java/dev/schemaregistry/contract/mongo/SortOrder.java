package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import java.util.Optional;

/** Follows orders: {@code {total: -1}}. */
record SortOrder(Check check) {
    void follow(Node node, Shape document, At at) {
        Optional<Node.Doc> order = check.requireDocument(node, at, "an order");
        if (order.isEmpty()) {
            return;
        }
        for (Node.Entry entry : order.get().entries()) {
            follow(entry, document, at.in(entry));
        }
    }

    private void follow(Node.Entry entry, Shape document, At at) {
        if (entry.value() instanceof Node.Doc meta && meta.entry("$meta").isPresent()) {
            return;
        }
        if (entry.name().startsWith("$")) {
            check.error(
                    Rule.SYNTAX_ERROR,
                    at,
                    "\"" + entry.name() + "\" is ordered by; write the field without the dollar");
            return;
        }
        if (direction(entry.value()).isEmpty()) {
            check.error(
                    Rule.SYNTAX_ERROR,
                    at,
                    "an order is 1, -1 or {$meta: …}, not " + entry.value().words());
        }
        check.inCondition(document, entry.name(), at);
    }

    static Optional<Integer> direction(Node node) {
        return node.number().filter(number -> Math.abs(number) == 1).map(Double::intValue);
    }
}
