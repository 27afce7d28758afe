package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.ShapeWalk;
import dev.schemaregistry.contract.json.ShapeWalk.Handler;
import dev.schemaregistry.contract.qdrant.PayloadKeys.Known;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Judges a filter: each condition against the type of its key, and whether there is an index. Confined to one thread. */
final class FilterCheck {
    /** Members that tell what kind of condition an object is; a filter is one too. */
    private static final List<String> TELLING = List.of("has_id", "has_vector", "nested", "key", "is_empty", "is_null");

    private static final String UNINDEXED = "unindexed_filtering_retrieve";

    private final Ground ground;
    private final KeyCheck keys;
    private final boolean nested;
    private final ShapeWalk walk;

    FilterCheck(Ground ground) {
        this(ground, new KeyCheck(ground, new PayloadKeys(ground.collection().payload()), ""), false);
    }

    private FilterCheck(Ground ground, KeyCheck keys, boolean nested) {
        this.ground = ground;
        this.keys = keys;
        this.nested = nested;
        Map<String, Handler> kinds = new HashMap<>();
        kinds.put("conditions", (parent, value) -> conditions(value));
        kinds.put("key", (parent, value) -> keys.check(value).ifPresent(known -> indexed(value, known)));
        kinds.put("own-ids", (parent, value) -> ownIds(value));
        kinds.put("vector-name", (parent, value) -> new VectorCheck(ground).named(value));
        kinds.put("nested", (parent, value) -> nested(value));
        kinds.put(
                "match",
                (parent, value) -> target(parent)
                        .ifPresentOrElse(
                                target -> new MatchCheck(ground, keys, target).check(value),
                                () -> new MatchCheck(ground, keys, MatchCheck.Target.UNKNOWN).check(value)));
        kinds.put("range", (parent, value) -> range(parent, value));
        kinds.put("geo-box", (parent, value) -> place(parent, value, "box"));
        kinds.put("geo-radius", (parent, value) -> place(parent, value, "radius"));
        kinds.put("geo-polygon", (parent, value) -> place(parent, value, "polygon"));
        RingCheck rings = new RingCheck(ground.findings());
        kinds.put("ring", (parent, value) -> walk("ring", value));
        kinds.put("rings", (parent, value) -> each(value, ring -> walk("ring", ring)));
        kinds.put("points", (parent, value) -> {
            each(value, point -> walk("place", point));
            rings.check(value);
        });
        this.walk = ground.walk(kinds);
    }

    private void walk(String shape, JsonPart part) {
        walk.walk(shape, part);
    }

    void filter(JsonPart filter) {
        walk("filter", filter);
    }

    private void conditions(JsonPart value) {
        if (value.isArray()) {
            value.items().forEach(this::condition);
        } else {
            condition(value);
        }
    }

    /** One condition, whose members tell its kind. */
    void condition(JsonPart condition) {
        String shape = TELLING.stream().filter(condition::has).findFirst().orElse("filter");
        if (shape.equals("key")) {
            walk("field", condition);
            boolean complete = condition.members().size() > 1;
            if (!complete) {
                ground.findings()
                        .error(
                                Rule.SYNTAX_ERROR,
                                condition,
                                "the condition on \"" + condition.path()
                                        + "\" asks for nothing; add match, range, values_count or another");
            }
            return;
        }
        walk(shape, condition);
    }

    private void each(JsonPart list, Consumer<JsonPart> check) {
        if (walk.isArray(list)) {
            list.items().forEach(check);
        }
    }

    private void ownIds(JsonPart ids) {
        if (nested) {
            ground.findings()
                    .error(
                            Rule.NOT_SUPPORTED,
                            ids,
                            "has_id can't stand inside of nested: the parts of a list have no ids");
        }
        new PointIds(ground.findings()).checkAll(ids);
    }

    private void nested(JsonPart body) {
        walk("nested-body", body);
        Optional<JsonPart> key = body.find("key");
        Optional<JsonPart> filter = body.find("filter");
        if (key.isEmpty() || filter.isEmpty()) {
            return;
        }
        Optional<Known> known = keys.check(key.get());
        Optional<KeyCheck> inner = known.flatMap(found -> keys.inItems(key.get(), found));
        if (known.isPresent() && inner.isEmpty() && !isOpen(known.get())) {
            ground.findings()
                    .error(
                            Rule.TYPE_MISMATCH,
                            key.get(),
                            "\"" + key.get().text() + "\" holds "
                                    + known.get().type().text() + ", and nested needs a list of objects");
        }
        KeyCheck scope = inner.orElseGet(
                () -> new KeyCheck(ground, PayloadKeys.OPEN, key.get().text()));
        new FilterCheck(ground, scope, true).filter(filter.get());
    }

    private static boolean isOpen(Known known) {
        return Values.leaves(known.type()).anyMatch(Values::isOpen);
    }

    private Optional<MatchCheck.Target> target(JsonPart condition) {
        return condition
                .find("key")
                .flatMap(key -> keys.find(key).map(known -> new MatchCheck.Target(key.text(), Optional.of(known))));
    }

    private void range(JsonPart condition, JsonPart range) {
        walk("bounds", range);
        Optional<Values> values = new RangeCheck(ground.findings()).check(range);
        target(condition)
                .ifPresent(target -> values.ifPresent(
                        wanted -> target.known().ifPresent(known -> keys.suits(range, target.key(), known, wanted))));
    }

    private void place(JsonPart condition, JsonPart place, String shape) {
        walk(shape, place);
        target(condition)
                .ifPresent(target ->
                        target.known().ifPresent(known -> keys.suits(place, target.key(), known, Values.PLACE)));
    }

    /** Without an index every point is looked at; in strict mode the server refuses that. */
    private void indexed(JsonPart key, Known known) {
        if (!"false".equals(known.field().properties().get("indexed"))) {
            return;
        }
        boolean refused = ground.collection().strictlyForbids(UNINDEXED);
        ground.findings()
                .note(
                        Rule.NOT_INDEXED,
                        refused ? Severity.ERROR : Severity.WARNING,
                        key,
                        "\"" + key.text() + "\" has no payload index, so "
                                + (refused ? "the collection's strict mode refuses" : "every point is looked at for")
                                + " this condition",
                        List.of());
    }
}
