package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.ShapeWalk;
import dev.schemaregistry.contract.json.ShapeWalk.Handler;
import dev.schemaregistry.contract.json.WordCheck;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges what stands behind {@code query}: which of its forms it is, and what that form needs. Confined to one thread. */
final class QueryCheck {
    /** The member that tells a form, and the shape of that form. */
    private static final Map<String, String> FORMS = forms();

    private static final Set<String> OVER_PREFETCH = Set.of("fusion", "rrf", "formula");
    private static final List<String> FUSIONS = List.of("rrf", "dbsf");
    private static final List<String> STRATEGIES = List.of("average_vector", "best_score", "sum_scores");

    private final Ground ground;
    private final SearchSpace space;
    private final ShapeWalk walk;

    QueryCheck(Ground ground, SearchSpace space) {
        this.ground = ground;
        this.space = space;
        Map<String, Handler> kinds = new HashMap<>();
        kinds.put("example", (parent, value) -> space.example(value));
        kinds.put("examples", (parent, value) -> examples(value));
        kinds.put("context", (parent, value) -> context(value));
        kinds.put("strategy", (parent, value) -> word(value, STRATEGIES));
        kinds.put("fusion", (parent, value) -> word(value, FUSIONS));
        kinds.put("sample", (parent, value) -> word(value, List.of("random")));
        kinds.put("order", (parent, value) -> new OrderCheck(ground).check(value));
        kinds.put("expression", (parent, value) -> new FormulaCheck(ground).expression(value));
        this.walk = ground.walk(kinds);
    }

    private static Map<String, String> forms() {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("nearest", "nearest");
        forms.put("recommend", "recommend-query");
        forms.put("discover", "discover-query");
        forms.put("context", "context-query");
        forms.put("order_by", "order_by-query");
        forms.put("fusion", "fusion-query");
        forms.put("rrf", "rrf-query");
        forms.put("formula", "formula-query");
        forms.put("sample", "sample-query");
        return forms;
    }

    /** @param parent the object that has the query, and perhaps the searches it works on */
    void check(JsonPart parent, JsonPart query) {
        Optional<String> form =
                query.isObject() ? FORMS.keySet().stream().filter(query::has).findFirst() : Optional.empty();
        if (form.isPresent()) {
            needsPrefetch(parent, query, form.get());
            walk.walk(FORMS.getOrDefault(form.get(), ""), query);
            return;
        }
        if (query.has("relevance_feedback")) {
            ground.findings()
                    .note(
                            Rule.CHECK_INCOMPLETE,
                            Severity.WARNING,
                            query,
                            "the check does not know relevance_feedback yet");
            return;
        }
        space.example(query);
    }

    private void needsPrefetch(JsonPart parent, JsonPart query, String form) {
        if (OVER_PREFETCH.contains(form) && !parent.has("prefetch")) {
            ground.findings()
                    .error(Rule.SYNTAX_ERROR, query, form + " works on the results of prefetch, and there is none");
        }
    }

    private void examples(JsonPart value) {
        if (!value.isArray()) {
            space.example(value);
            return;
        }
        boolean oneVector = value.items().stream().anyMatch(item -> item.kind() == JsonPart.Kind.FRACTION);
        if (oneVector) {
            ground.findings()
                    .error(
                            Rule.SYNTAX_ERROR,
                            value,
                            "\"" + value.path() + "\" is a list of ids and vectors; put a vector in a list of its own");
            return;
        }
        value.items().forEach(space::example);
    }

    private void context(JsonPart context) {
        List<JsonPart> pairs = context.isArray() ? context.items() : List.of(context);
        pairs.forEach(pair -> walk.walk("pair", pair));
    }

    /** The members of a recommendation or discovery where they are the request itself. */
    Map<String, Handler> ofRequest() {
        return Map.of(
                "example", (parent, value) -> space.example(value),
                "examples", (parent, value) -> examples(value),
                "context", (parent, value) -> context(value),
                "strategy", (parent, value) -> word(value, STRATEGIES));
    }

    private void word(JsonPart value, List<String> allowed) {
        new WordCheck(ground.findings()).check(value, allowed);
    }
}
