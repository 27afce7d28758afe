package dev.schemaregistry.connector.qdrant;

import com.google.common.base.Throwables;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import java.util.Optional;

/** What a gRPC status means for the caller, and the server's own words on one line. */
final class QdrantFailures {
    private record Meaning(ErrorCode code, String advice) {}

    private static final int LONGEST = 300;
    private static final Meaning DENIED =
            new Meaning(ErrorCode.SOURCE_DENIED, "check the API key; reading needs one with read access");
    private static final Meaning NO_QDRANT = new Meaning(
            ErrorCode.SOURCE_FAILED,
            "check that the port is the one of gRPC, 6334 by default, or see the server's log");
    private static final Map<Status.Code, Meaning> MEANINGS = Map.of(
            Status.Code.UNAUTHENTICATED, DENIED,
            Status.Code.PERMISSION_DENIED, DENIED,
            Status.Code.UNAVAILABLE,
                    new Meaning(
                            ErrorCode.SOURCE_UNREACHABLE,
                            "check that the server runs, and that the port is the one of gRPC, 6334 by default"),
            Status.Code.DEADLINE_EXCEEDED,
                    new Meaning(ErrorCode.SOURCE_TIMEOUT, "raise query_timeout or look what keeps the server busy"),
            Status.Code.RESOURCE_EXHAUSTED,
                    new Meaning(ErrorCode.SOURCE_FAILED, "lower sample_size, or try again later"),
            Status.Code.INTERNAL, NO_QDRANT,
            Status.Code.UNIMPLEMENTED, NO_QDRANT);

    private QdrantFailures() {}

    /**
     * The error for callers. It has no cause: all that the client's exception knows stands in the message, without the key.
     *
     * @param doing what was being done, to which source
     * @param key what must not appear, even where a server repeats it
     */
    static SourceException of(String doing, StatusRuntimeException failure, Optional<String> key) {
        Optional<Meaning> meaning = Optional.ofNullable(MEANINGS.get(code(failure)));
        return new SourceException(
                meaning.map(Meaning::code).orElse(ErrorCode.SOURCE_FAILED),
                doing + " failed: " + sentence(failure, key)
                        + meaning.map(found -> "; " + found.advice()).orElse(""));
    }

    /** A server that does not answer the first question is out of reach, whatever it accepted. */
    static SourceException ofFirst(String doing, StatusRuntimeException failure, Optional<String> key) {
        return code(failure) == Status.Code.DEADLINE_EXCEEDED
                ? new SourceException(
                        ErrorCode.SOURCE_UNREACHABLE,
                        doing
                                + " failed: no answer in time; check that the server runs, and that the port is the"
                                + " one of gRPC")
                : of(doing, failure, key);
    }

    /** Whether the server forbids to read one thing, which says nothing of the others. */
    static boolean isDenied(StatusRuntimeException failure) {
        return code(failure) == Status.Code.PERMISSION_DENIED;
    }

    /** Whether one answer was too much, be it for this side or for the server's limits. */
    static boolean isTooMuch(StatusRuntimeException failure) {
        return code(failure) == Status.Code.RESOURCE_EXHAUSTED;
    }

    static boolean isGone(StatusRuntimeException failure) {
        return code(failure) == Status.Code.NOT_FOUND;
    }

    /** The status, and the words of the server or of the network. */
    static String sentence(StatusRuntimeException failure, Optional<String> key) {
        String words = Optional.ofNullable(failure.getStatus().getDescription()).orElse("no reason given");
        Throwable root = Throwables.getRootCause(failure);
        String deeper = root == failure ? "" : ": " + root.getMessage();
        String all = code(failure) + ": " + words + deeper;
        return oneLine(key.map(secret -> all.replace(secret, "***")).orElse(all));
    }

    /** Short, and without control and format characters: a source's words are hostile until shown harmless. */
    static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + '…';
    }

    private static Status.Code code(StatusRuntimeException failure) {
        return failure.getStatus().getCode();
    }
}
