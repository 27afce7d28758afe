package dev.schemaregistry.connector.qdrant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.spi.DryRunReport;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Asks what the collections of one request are now, and holds the request against that. The request itself is never sent: Qdrant has
 * no way to plan one without running it. Used once.
 */
final class QueryProbe {
    private final String doing;
    private final QdrantCalls calls;
    private final QdrantSettings settings;
    private final Optional<String> key;

    /** @param doing what is done, to which source, for messages */
    QueryProbe(String doing, QdrantCalls calls, QdrantSettings settings, Optional<String> key) {
        this.doing = doing;
        this.calls = calls;
        this.settings = settings;
        this.key = key;
    }

    /** @throws dev.schemaregistry.error.SourceException when the server can't be asked */
    DryRunReport ask(ReadRequest request) {
        String collection = request.collection();
        try {
            if (isOutside(collection)) {
                return Reports.unknownCollection(collection);
            }
            CollectionInfo info = calls.info(collection);
            Optional<DryRunReport> refusal = refusal(request, info);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            for (String other : request.others()) {
                collection = other;
                Optional<DryRunReport> unknown = lookedUp(request, other);
                if (unknown.isPresent()) {
                    return unknown.get();
                }
            }
            return accepted(request, info);
        } catch (StatusRuntimeException e) {
            return Reports.of(e, collection, key).orElseThrow(() -> QdrantFailures.ofFirst(doing, e, key));
        }
    }

    /** Collections that the source's settings leave out, whatever else they are called, are not there. */
    private boolean isOutside(String name) {
        return !settings.wants(name)
                && calls.aliases().entrySet().stream()
                        .noneMatch(each -> each.getValue().contains(name) && settings.wants(each.getKey()));
    }

    private static Optional<DryRunReport> refusal(ReadRequest request, CollectionInfo info) {
        VectorProbe vectors = new VectorProbe(request.collection(), info.getConfig());
        StrictMode strict = new StrictMode(info.getConfig().getStrictModeConfig());
        return request.searches().stream()
                .flatMap(search -> Stream.of(vectors.refusal(search, request.operation()), strict.refusal(search)))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> new KeyProbe(info).refusal(request));
    }

    /** A collection that examples or records are taken from, and the vector that is taken. */
    private Optional<DryRunReport> lookedUp(ReadRequest request, String other) {
        if (isOutside(other)) {
            return Optional.of(Reports.unknownCollection(other));
        }
        VectorProbe vectors = new VectorProbe(other, calls.info(other).getConfig());
        return request.searches().stream()
                .map(search -> search.path("lookup_from"))
                .filter(from -> from.path("collection").asText().equals(other))
                .map(from -> vectors.unknown(from.path("vector").asText("")))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private DryRunReport accepted(ReadRequest request, CollectionInfo info) {
        List<String> lines = new ArrayList<>();
        lines.add(request.operation() + " on " + Reports.quoted(request.collection()) + ", " + info.getPointsCount()
                + " points, status " + Facts.word(info.getStatus().name()));
        VectorProbe vectors = new VectorProbe(request.collection(), info.getConfig());
        for (JsonNode search : request.searches()) {
            vectors.words(search, request.operation()).ifPresent(lines::add);
        }
        lines.addAll(new KeyProbe(info).words(request));
        return DryRunReport.accepted(
                String.join("\n", lines),
                info.hasPointsCount() ? OptionalDouble.of((double) info.getPointsCount()) : OptionalDouble.empty());
    }
}
