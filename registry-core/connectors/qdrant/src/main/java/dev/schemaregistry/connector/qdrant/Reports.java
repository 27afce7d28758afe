package dev.schemaregistry.connector.qdrant;

import dev.schemaregistry.spi.DryRunReport;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.OptionalInt;

/** What is said of a request, in the codes of the contract check. */
final class Reports {
    private Reports() {}

    static DryRunReport rejected(String code, String message) {
        return rejected(code, message, "");
    }

    static DryRunReport rejected(String code, String message, String hint) {
        return DryRunReport.rejected(code, message, hint, OptionalInt.empty());
    }

    static DryRunReport unknownCollection(String name) {
        return rejected("42P01", "there is no collection or alias " + quoted(name));
    }

    /** What a failed question about a collection says of the request; empty where the server failed and not the request. */
    static Optional<DryRunReport> of(StatusRuntimeException failure, String collection, Optional<String> key) {
        if (QdrantFailures.isGone(failure)) {
            return Optional.of(unknownCollection(collection));
        }
        if (QdrantFailures.isDenied(failure)) {
            return Optional.of(rejected(
                    "42501",
                    "the API key lacks read access to collection " + quoted(collection),
                    "a key or token with \"access\": \"r\" on it is enough"));
        }
        if (QdrantFailures.isTooMuch(failure)) {
            return Optional.of(
                    DryRunReport.unverified("RATE_LIMIT", QdrantFailures.sentence(failure, key), "try again later"));
        }
        return failure.getStatus().getCode() == Status.Code.INVALID_ARGUMENT
                ? Optional.of(rejected("42601", QdrantFailures.sentence(failure, key)))
                : Optional.empty();
    }

    static String quoted(String name) {
        return '"' + QdrantFailures.oneLine(name) + '"';
    }
}
