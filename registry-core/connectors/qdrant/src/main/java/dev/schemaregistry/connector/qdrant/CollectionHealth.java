package dev.schemaregistry.connector.qdrant;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.CollectionWarning;
import java.util.ArrayList;
import java.util.List;

/** What an operator should know of a collection's state. Yellow is none of it: that is a collection at work. */
final class CollectionHealth {
    private CollectionHealth() {}

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
