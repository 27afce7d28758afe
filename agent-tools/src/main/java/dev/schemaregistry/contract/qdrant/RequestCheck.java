package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.ShapeWalk;
import dev.schemaregistry.contract.json.ShapeWalk.Handler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges a whole request, and the searches made before it. Confined to one thread. */
final class RequestCheck {
    private final Ground ground;
    private final FilterCheck filters;

    RequestCheck(Ground ground) {
        this.ground = ground;
        this.filters = new FilterCheck(ground);
    }

    void check(String shape, JsonPart request) {
        Optional<JsonPart> named = request.find("vector").filter(vector -> vector.has("name"));
        SearchSpace space =
                new SearchSpace(ground, named.map(RequestCheck::renamed).orElse(request));
        ground.walk(kinds(space)).walk(shape, request);
        if (request.has("prefetch") && !request.has("query")) {
            ground.findings().error(Rule.SYNTAX_ERROR, request, "prefetch needs a query that works on what it brings");
        }
        if (shape.equals("scroll") && request.has("order_by") && request.has("offset")) {
            ground.findings()
                    .error(
                            Rule.NOT_SUPPORTED,
                            request,
                            "an ordered scroll takes no offset; go on with start_from in order_by");
        }
        if (shape.startsWith("recommend") && !request.has("positive") && !request.has("negative")) {
            ground.findings().error(Rule.SYNTAX_ERROR, request, "a recommendation needs positive or negative examples");
        }
    }

    private Map<String, Handler> kinds(SearchSpace space) {
        QueryCheck queries = new QueryCheck(ground, space);
        SelectorCheck selectors = new SelectorCheck(ground);
        OrderCheck orders = new OrderCheck(ground);
        LimitCheck limits = new LimitCheck(ground);
        VectorCheck vectors = new VectorCheck(ground);
        PointIds ids = new PointIds(ground.findings());
        Map<String, Handler> kinds = new HashMap<>(queries.ofRequest());
        kinds.put("collection", (parent, value) -> {});
        kinds.put("query", queries::check);
        kinds.put("prefetches", this::prefetches);
        kinds.put("using", (parent, value) -> space.vector());
        kinds.put("search-vector", (parent, value) -> searchVector(vectors, space, value));
        kinds.put("filter", (parent, value) -> filters.filter(value));
        kinds.put("payload-selector", (parent, value) -> selectors.payload(value));
        kinds.put("vector-selector", (parent, value) -> selectors.vectors(value));
        kinds.put("lookup", (parent, value) -> selectors.lookup(value, space));
        kinds.put("with-lookup", (parent, value) -> selectors.withLookup(value));
        kinds.put("order", (parent, value) -> orders.check(value));
        kinds.put("facet-key", (parent, value) -> orders.facetKey(value));
        kinds.put("group-key", (parent, value) -> orders.groupKey(value));
        kinds.put("limit", (parent, value) -> limits.limit(value));
        kinds.put("hnsw-ef", (parent, value) -> limits.hnswEf(value));
        kinds.put("exact", (parent, value) -> limits.exact(value));
        kinds.put("oversampling", (parent, value) -> limits.oversampling(value));
        kinds.put("threshold", (parent, value) -> {
            if (!overPrefetch(parent)) {
                limits.threshold(value, space);
            }
        });
        kinds.put("point-id", (parent, value) -> ids.check(value));
        kinds.put("ids", (parent, value) -> ids.checkAll(value));
        return kinds;
    }

    /** Scores of a fusion are no distances. */
    private static boolean overPrefetch(JsonPart request) {
        return request.find("query").filter(JsonPart::isObject).isPresent()
                || (!request.has("query")
                        && !request.has("vector")
                        && !request.has("positive")
                        && !request.has("target"));
    }

    private void prefetches(JsonPart parent, JsonPart value) {
        List<JsonPart> all = value.isArray() ? value.items() : List.of(value);
        all.forEach(prefetch -> check("prefetch", prefetch));
        new LimitCheck(ground).prefetched(parent, all);
    }

    /** The vector of a search: numbers for the one without a name, or an object with the name. */
    private void searchVector(VectorCheck vectors, SearchSpace space, JsonPart value) {
        if (!value.isObject()) {
            if (value.isArray()) {
                vectors.numbers(value, space.vector());
            } else {
                ground.findings().error(Rule.SYNTAX_ERROR, value, ShapeWalk.wrongKind(value, "a list of numbers"));
            }
            return;
        }
        ground.walk(Map.of("using", (parent, name) -> space.vector())).walk("named", value);
        value.find("vector").ifPresent(space::example);
    }

    /** The object with its name as {@code using}. */
    private static JsonPart renamed(JsonPart named) {
        Map<String, JsonPart> members = new HashMap<>();
        named.find("name").ifPresent(name -> members.put("using", name));
        return new JsonPart(
                named.path(), named.kind(), named.text(), named.place(), named.name(), named.items(), members);
    }
}
