package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.WordCheck;
import dev.schemaregistry.contract.qdrant.PayloadKeys.Known;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What results are ordered, grouped or counted by: the server needs an index for some of that. */
record OrderCheck(Ground ground) {
    private static final Set<String> ORDERED = Set.of("integer", "float", "datetime");
    private static final Set<String> COUNTED = Set.of("keyword", "integer", "bool", "uuid");

    /** {@code order_by}: a key, or an object with one. */
    void check(JsonPart order) {
        if (order.isText()) {
            orderKey(order);
            return;
        }
        ground.walk(Map.of(
                        "order-key", (parent, value) -> orderKey(value),
                        "direction",
                                (parent, value) ->
                                        new WordCheck(ground.findings()).check(value, List.of("asc", "desc"))))
                .walk("order", order);
    }

    private void orderKey(JsonPart key) {
        keys().check(key).ifPresent(known -> needsIndex(key, known, ORDERED, "order by"));
    }

    /** What a facet counts. */
    void facetKey(JsonPart key) {
        keys().check(key).ifPresent(known -> needsIndex(key, known, COUNTED, "count the values of"));
    }

    /** What results are grouped by: texts or whole numbers. */
    void groupKey(JsonPart key) {
        keys().check(key).ifPresent(known -> {
            boolean fits = Values.TEXT.mayStandIn(known.type()) || Values.WHOLE.mayStandIn(known.type());
            if (!fits) {
                ground.findings()
                        .error(
                                Rule.TYPE_MISMATCH,
                                key,
                                "groups are made of texts or whole numbers, and \"" + key.text() + "\" holds "
                                        + known.type().text());
            }
        });
    }

    private KeyCheck keys() {
        return new KeyCheck(ground, new PayloadKeys(ground.collection().payload()), "");
    }

    /** Unlike a condition, which the server can do without an index. */
    private void needsIndex(JsonPart key, Known known, Set<String> indexes, String purpose) {
        Map<String, String> facts = known.field().properties();
        boolean told = facts.containsKey("indexed");
        if (told && !indexes.contains(facts.getOrDefault("index", ""))) {
            ground.findings()
                    .error(
                            Rule.NOT_INDEXED,
                            key,
                            "to " + purpose + " \"" + key.text() + "\" the server needs an index of the type "
                                    + String.join(
                                            " or ", indexes.stream().sorted().toList()));
        }
    }
}
