package dev.schemaregistry.connector.qdrant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.json.JsonRequest;
import dev.schemaregistry.spi.DryRunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A request that only reads, as one JSON document: the body of a REST call with the {@code collection}, and the {@code operation}
 * where it is no query.
 */
record ReadRequest(JsonNode body, String operation) {
    private static final Set<String> READS = Set.of(
            "query",
            "query_groups",
            "search",
            "search_groups",
            "recommend",
            "recommend_groups",
            "discover",
            "scroll",
            "retrieve",
            "count",
            "facet",
            "matrix");

    /** A text that is no such request. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient DryRunReport report;

        private Refused(DryRunReport report) {
            super(report.message(), null, false, false);
            this.report = report;
        }

        DryRunReport report() {
            return report;
        }
    }

    /** @throws Refused when the text is anything but one reading request */
    static ReadRequest of(String text) throws Refused {
        JsonNode body;
        try {
            body = JsonRequest.read(text);
        } catch (InvalidRequestException malformed) {
            throw new Refused(Reports.rejected("42601", String.valueOf(malformed.getMessage())));
        }
        String operation = body.path("operation").asText(body.has("vector") ? "search" : "query");
        if (!READS.contains(operation)) {
            throw new Refused(Reports.rejected(
                    "POLICY_NOT_A_READ", Reports.quoted(operation) + " is none of the operations that only read"));
        }
        if (!body.path("collection").isTextual()
                || body.path("collection").asText().isEmpty()) {
            throw new Refused(Reports.rejected("42601", "the request names no \"collection\""));
        }
        return new ReadRequest(body, operation);
    }

    String collection() {
        return body.path("collection").asText();
    }

    /** The request itself and the searches made before it, at any depth. */
    List<JsonNode> searches() {
        List<JsonNode> all = new ArrayList<>();
        addSearches(body, all);
        return all;
    }

    private static void addSearches(JsonNode search, List<JsonNode> all) {
        all.add(search);
        items(search.path("prefetch")).forEach(before -> addSearches(before, all));
    }

    /** Other collections that points or vectors are taken from. */
    Set<String> others() {
        return Stream.concat(
                        searches().stream()
                                .map(search -> search.path("lookup_from").path("collection")),
                        Stream.of(
                                body.path("with_lookup"),
                                body.path("with_lookup").path("collection")))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The items of a list, or the one that stands for a list of one. */
    static Stream<JsonNode> items(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Stream.empty();
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }
}
