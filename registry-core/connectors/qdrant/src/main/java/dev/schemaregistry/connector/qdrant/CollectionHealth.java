package dev.schemaregistry.connector.qdrant;

import dev.schemaregistry.model.TableStatistics;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.CollectionWarning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What an operator should know of a collection's state. Yellow is none of it: that is a collection at work. */
final class CollectionHealth {
    private CollectionHealth() {}

    /** Counts and status: they change with the data. */
    static TableStatistics observed(CollectionInfo info, Instant at) {
        Map<String, String> others = new TreeMap<>();
        others.put("status", info.getStatus().name().toLowerCase(Locale.ROOT));
        others.put("segments", Long.toString(info.getSegmentsCount()));
        if (info.hasIndexedVectorsCount()) {
            others.put("indexed_vectors", Long.toString(info.getIndexedVectorsCount()));
        }
        OptionalLong points = info.hasPointsCount() ? OptionalLong.of(info.getPointsCount()) : OptionalLong.empty();
        return new TableStatistics(points, OptionalLong.empty(), at, others);
    }

    static List<String> warnings(String name, CollectionInfo info) {
        List<String> warnings = new ArrayList<>();
        String subject = "collection " + quoted(name);
        if (info.getStatus() == CollectionStatus.Red) {
            warnings.add(subject + " has status red: some of its points failed to be stored or indexed");
        }
        if (info.getStatus() == CollectionStatus.Grey) {
            warnings.add(subject + " has status grey: its indexes wait for an update to be built");
        }
        String error = info.getOptimizerStatus().getError();
        if (!error.isEmpty()) {
            warnings.add(subject + " has an optimizer that stopped: " + QdrantFailures.oneLine(error));
        }
        for (CollectionWarning warning : info.getWarningsList()) {
            warnings.add(subject + ": " + QdrantFailures.oneLine(warning.getMessage()));
        }
        return warnings;
    }

    static String quoted(String name) {
        return '"' + QdrantFailures.oneLine(name) + '"';
    }
}
