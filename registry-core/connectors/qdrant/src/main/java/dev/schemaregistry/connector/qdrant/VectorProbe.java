package dev.schemaregistry.connector.qdrant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.spi.DryRunReport;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The vectors of a request against those that its collection has now. Pure. */
final class VectorProbe {
    /** Queries that compare nothing with a vector. */
    private static final Set<String> WITHOUT_VECTOR = Set.of("order_by", "fusion", "rrf", "formula", "sample");

    /** What makes a request compare. */
    private static final List<String> EXAMPLES =
            List.of("vector", "positive", "negative", "target", "context", "using");

    private final String collection;
    private final Map<String, Field> vectors;

    VectorProbe(String collection, CollectionConfig config) {
        this.collection = collection;
        this.vectors = VectorFields.of(config);
    }

    /** What is wrong with the vectors of one search; empty when nothing is. */
    Optional<DryRunReport> refusal(JsonNode search, String operation) {
        if (!compares(search, operation)) {
            return Optional.empty();
        }
        String name = name(search);
        Optional<DryRunReport> unknown = unknown(name);
        return unknown.isPresent()
                ? unknown
                : examples(search)
                        .flatMap(example -> misfit(example, name).stream())
                        .findFirst();
    }

    /** What is compared with, in a few words; empty where nothing is. */
    Optional<String> words(JsonNode search, String operation) {
        if (!compares(search, operation)) {
            return Optional.empty();
        }
        DataType.Vector vector = type(name(search));
        String size =
                vector.dimension().isPresent() ? " of " + vector.dimension().getAsInt() : "";
        String called = name(search).isEmpty() ? "" : ' ' + Reports.quoted(name(search));
        return Optional.of((vector.sparse() ? "sparse " : "") + "vector" + called + size + ", "
                + vector.distance().name().toLowerCase(Locale.ROOT));
    }

    Optional<DryRunReport> unknown(String name) {
        if (vectors.containsKey(name)) {
            return Optional.empty();
        }
        String known = vectors.isEmpty()
                ? "it has none"
                : "it has "
                        + String.join(
                                ", ",
                                vectors.keySet().stream().map(Reports::quoted).toList());
        return Optional.of(Reports.rejected(
                "42703",
                name.isEmpty()
                        ? "collection " + Reports.quoted(collection) + " has no vector without a name"
                        : "collection " + Reports.quoted(collection) + " has no vector " + Reports.quoted(name),
                vectors.containsKey("") ? "leave out the name: its vector has none" : known));
    }

    private static boolean compares(JsonNode search, String operation) {
        JsonNode query = search.path("query");
        boolean byQuery = !query.isMissingNode()
                && !query.isNull()
                && WITHOUT_VECTOR.stream().noneMatch(query::has);
        return byQuery || operation.equals("matrix") || EXAMPLES.stream().anyMatch(search::has);
    }

    private static String name(JsonNode search) {
        return search.path("using").asText(search.path("vector").path("name").asText(""));
    }

    private DataType.Vector type(String name) {
        return (DataType.Vector)
                Optional.ofNullable(vectors.get(name)).orElseThrow().type();
    }

    /** Vectors and whatever stands in their place, such as the id of a point. */
    private static Stream<JsonNode> examples(JsonNode search) {
        JsonNode query = search.path("query");
        JsonNode vector = search.path("vector");
        Stream<JsonNode> single = Stream.of(
                query,
                query.path("nearest"),
                vector.has("name") ? vector.path("vector") : vector,
                search.path("target"),
                query.path("discover").path("target"));
        Stream<JsonNode> several = Stream.of(search, query.path("recommend"))
                .flatMap(node -> Stream.of(node.path("positive"), node.path("negative")))
                .flatMap(ReadRequest::items);
        Stream<JsonNode> pairs = Stream.of(
                        search.path("context"),
                        query.path("context"),
                        query.path("discover").path("context"))
                .flatMap(ReadRequest::items)
                .flatMap(pair -> Stream.of(pair.path("positive"), pair.path("negative")));
        return Stream.of(single, several, pairs).flatMap(all -> all);
    }

    private Optional<DryRunReport> misfit(JsonNode example, String name) {
        boolean sparse = example.has("indices");
        if (!example.isArray() && !sparse) {
            return Optional.empty();
        }
        if (sparse != type(name).sparse()) {
            return mismatch(name, sparse ? "takes no sparse vector" : "takes sparse vectors only");
        }
        if (sparse) {
            return Optional.empty();
        }
        boolean rows = example.path(0).isArray();
        if (rows
                && !Optional.ofNullable(vectors.get(name))
                        .orElseThrow()
                        .nativeType()
                        .equals("multivector")) {
            return mismatch(name, "takes one vector, not a list of them");
        }
        return (rows ? ReadRequest.items(example) : Stream.of(example))
                .flatMap(row -> wrongLength(row.size(), name).stream())
                .findFirst();
    }

    private Optional<DryRunReport> wrongLength(int length, String name) {
        return type(name).dimension().stream()
                .boxed()
                .filter(dimension -> dimension != length)
                .findFirst()
                .flatMap(dimension -> mismatch(name, "has " + dimension + " numbers, and the request gives " + length));
    }

    private Optional<DryRunReport> mismatch(String name, String what) {
        String called = name.isEmpty() ? "the vector" : "vector " + Reports.quoted(name);
        return Optional.of(
                Reports.rejected("42804", called + " of collection " + Reports.quoted(collection) + ' ' + what));
    }
}
