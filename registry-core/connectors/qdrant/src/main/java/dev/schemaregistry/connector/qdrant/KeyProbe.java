package dev.schemaregistry.connector.qdrant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.spi.DryRunReport;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.StrictModeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The payload keys of a request against the indexes that its collection has now. Pure. */
final class KeyProbe {
    /** Indexes by which a server can order, and those whose values it can count. */
    private static final Set<String> ORDERED = new TreeSet<>(Set.of("integer", "float", "datetime"));

    private static final Set<String> COUNTED = new TreeSet<>(Set.of("keyword", "integer", "bool", "uuid"));
    private static final List<String> CLAUSES = List.of("must", "should", "must_not");

    private final Map<String, String> indexes = new TreeMap<>();
    private final StrictModeConfig strict;

    KeyProbe(CollectionInfo info) {
        info.getPayloadSchemaMap()
                .forEach((key, index) ->
                        indexes.put(key, Facts.word(index.getDataType().name())));
        this.strict = info.getConfig().getStrictModeConfig();
    }

    /** What is wrong with the keys of a request; empty when nothing is. */
    Optional<DryRunReport> refusal(ReadRequest request) {
        List<String> filtered = filtered(request);
        return Stream.of(
                        ordered(request).filter(key -> !has(key, ORDERED)).map(key -> needs(key, "order by", ORDERED)),
                        facets(request)
                                .filter(key -> !has(key, COUNTED))
                                .map(key -> needs(key, "count the values of", COUNTED)),
                        filtered.stream()
                                .filter(key -> mustBeIndexed() && !indexes.containsKey(key))
                                .map(this::strictly),
                        tooMany(filtered.size()).stream())
                .flatMap(all -> all)
                .findFirst();
    }

    /** A line for each key that is filtered by. */
    List<String> words(ReadRequest request) {
        return filtered(request).stream()
                .distinct()
                .map(key -> "filter " + Reports.quoted(key) + ": "
                        + Optional.ofNullable(indexes.get(key))
                                .map(index -> "index " + index)
                                .orElse("no index"))
                .toList();
    }

    private boolean has(String key, Set<String> kinds) {
        return kinds.contains(indexes.getOrDefault(key, ""));
    }

    private static DryRunReport needs(String key, String purpose, Set<String> kinds) {
        return Reports.rejected(
                "NOT_INDEXED",
                "to " + purpose + ' ' + Reports.quoted(key) + " the server needs an index of the type "
                        + String.join(" or ", kinds));
    }

    private boolean mustBeIndexed() {
        return strict.getEnabled() && strict.hasUnindexedFilteringRetrieve() && !strict.getUnindexedFilteringRetrieve();
    }

    private DryRunReport strictly(String key) {
        return Reports.rejected(
                "NOT_INDEXED",
                "the collection's strict mode refuses conditions on " + Reports.quoted(key) + ", which has no index",
                indexes.isEmpty() ? "it has no index" : "indexed are " + String.join(", ", indexes.keySet()));
    }

    private Optional<DryRunReport> tooMany(int conditions) {
        boolean refused =
                strict.getEnabled() && strict.hasFilterMaxConditions() && conditions > strict.getFilterMaxConditions();
        return refused
                ? Optional.of(Reports.rejected(
                        "POLICY_LIMIT",
                        "the collection's strict mode takes at most " + strict.getFilterMaxConditions()
                                + " conditions, and the request has " + conditions))
                : Optional.empty();
    }

    private static Stream<String> ordered(ReadRequest request) {
        return request.searches().stream()
                .flatMap(search -> Stream.of(search, search.path("query")))
                .map(node -> node.path("order_by"))
                .flatMap(order -> Stream.of(order, order.path("key")))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    private static Stream<String> facets(ReadRequest request) {
        return Stream.of(request.body().path("key"))
                .filter(key -> request.operation().equals("facet") && key.isTextual())
                .map(JsonNode::asText);
    }

    private static List<String> filtered(ReadRequest request) {
        List<String> keys = new ArrayList<>();
        request.searches().forEach(search -> addKeys(search.path("filter"), "", keys));
        return keys;
    }

    private static void addKeys(JsonNode filter, String above, List<String> keys) {
        CLAUSES.forEach(clause ->
                ReadRequest.items(filter.path(clause)).forEach(condition -> addCondition(condition, above, keys)));
        ReadRequest.items(filter.path("min_should").path("conditions"))
                .forEach(condition -> addCondition(condition, above, keys));
    }

    private static void addCondition(JsonNode condition, String above, List<String> keys) {
        Stream.of(condition, condition.path("is_empty"), condition.path("is_null"))
                .map(node -> node.path("key"))
                .filter(JsonNode::isTextual)
                .forEach(key -> keys.add(above + key.asText()));
        JsonNode nested = condition.path("nested");
        if (nested.path("key").isTextual()) {
            String list = above + nested.path("key").asText();
            addKeys(nested.path("filter"), list + (list.endsWith("[]") ? "." : "[]."), keys);
        }
        addKeys(condition, above, keys);
    }
}
