package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.Numbers;
import dev.schemaregistry.contract.json.ShapeWalk;
import dev.schemaregistry.model.DataType.Distance;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much a request asks for: within our bounds, and within those of the collection's strict mode. */
record LimitCheck(Ground ground) {
    private static final long MOST_POINTS = 10_000;
    private static final long MOST_EF = 100_000;
    private static final BigDecimal DEFAULT_LIMIT = BigDecimal.TEN;

    void limit(JsonPart limit) {
        bounded(limit, strictOr("max_query_limit", MOST_POINTS), "points");
    }

    void hnswEf(JsonPart ef) {
        bounded(ef, strictOr("search_max_hnsw_ef", MOST_EF), "hnsw_ef");
    }

    private long strictOr(String name, long ours) {
        return Math.min(ours, ground.collection().strictLimit(name).orElse(ours));
    }

    private void bounded(JsonPart value, long most, String what) {
        boolean positive = new Numbers(ground.findings()).isPositive(value);
        if (positive && value.number().compareTo(BigDecimal.valueOf(most)) > 0) {
            ground.findings()
                    .error(
                            Rule.POLICY_RESULT_SIZE,
                            value,
                            "\"" + value.path() + "\" is " + value.text() + ", and at most " + most + ' ' + what
                                    + " may be asked for");
        }
    }

    void exact(JsonPart exact) {
        boolean refused = ground.collection().strictlyForbids("search_allow_exact")
                && exact.text().equals("true");
        if (!exact.isBoolean()) {
            ground.findings().error(Rule.SYNTAX_ERROR, exact, ShapeWalk.wrongKind(exact, "true or false"));
        } else if (refused) {
            ground.findings().error(Rule.NOT_SUPPORTED, exact, "the collection's strict mode refuses exact searches");
        }
    }

    void oversampling(JsonPart factor) {
        if (!factor.isNumber() || factor.number().compareTo(BigDecimal.ONE) < 0) {
            ground.findings().error(Rule.OUT_OF_RANGE, factor, "\"" + factor.path() + "\" must be a number from 1 up");
        }
    }

    /** A threshold that no score, or every score, reaches. */
    void threshold(JsonPart threshold, SearchSpace space) {
        if (!threshold.isNumber()) {
            ground.findings().error(Rule.SYNTAX_ERROR, threshold, ShapeWalk.wrongKind(threshold, "a number"));
            return;
        }
        Optional<Distance> distance = space.vector().map(vector -> vector.type().distance());
        BigDecimal number = threshold.number();
        boolean beyondCosine =
                distance.equals(Optional.of(Distance.COSINE)) && number.abs().compareTo(BigDecimal.ONE) > 0;
        boolean isLength =
                distance.equals(Optional.of(Distance.EUCLIDEAN)) || distance.equals(Optional.of(Distance.MANHATTAN));
        if (beyondCosine || (isLength && number.signum() < 0)) {
            ground.findings()
                    .note(
                            Rule.INVALID_CONSTANT,
                            Severity.WARNING,
                            threshold,
                            "scores of " + distance.get().name().toLowerCase(Locale.ROOT) + " distance lie "
                                    + (isLength ? "from 0 up" : "between -1 and 1") + ", so " + threshold.text()
                                    + " lets through all or nothing",
                            List.of());
        }
    }

    /** Searches made before the main one must bring at least as many points as it returns. */
    void prefetched(JsonPart request, List<JsonPart> prefetches) {
        BigDecimal wanted = amount(request, "limit", DEFAULT_LIMIT).add(amount(request, "offset", BigDecimal.ZERO));
        BigDecimal brought = prefetches.stream()
                .map(prefetch -> amount(prefetch, "limit", DEFAULT_LIMIT))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (brought.compareTo(wanted) < 0) {
            ground.findings()
                    .note(
                            Rule.INVALID_CONSTANT,
                            Severity.WARNING,
                            request.find("prefetch").orElse(request),
                            "the prefetched searches bring " + brought
                                    + " points at most, fewer than limit and offset ask for",
                            List.of());
        }
    }

    private static BigDecimal amount(JsonPart request, String member, BigDecimal otherwise) {
        return request.find(member)
                .filter(JsonPart::isInteger)
                .map(JsonPart::number)
                .orElse(otherwise);
    }
}
