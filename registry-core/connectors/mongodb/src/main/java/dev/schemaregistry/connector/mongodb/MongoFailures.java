package dev.schemaregistry.connector.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import java.util.Set;

/** What an error of the driver or the server means for the caller, on one line. */
final class MongoFailures {
    static final int NAMESPACE_NOT_FOUND = 26;

    /** Unauthorized, AuthenticationFailed, AtlasError. */
    private static final Set<Integer> DENIED = Set.of(13, 18, 8000);

    private static final Set<Integer> STOPPING = Set.of(91, 11600, 11602, 189, 10107, 13435, 13436);
    private static final int MAX_TIME_EXPIRED = 50;

    private MongoFailures() {}

    /**
     * The error for callers.
     *
     * @param doing what was being done, to which source
     */
    static SourceException of(String doing, MongoException failure) {
        if (isDenied(failure)) {
            return error(
                    ErrorCode.SOURCE_DENIED,
                    doing,
                    failure,
                    "check user and credential reference, or grant the role read");
        }
        if (failure instanceof MongoExecutionTimeoutException || failure.getCode() == MAX_TIME_EXPIRED) {
            return error(
                    ErrorCode.SOURCE_TIMEOUT,
                    doing,
                    failure,
                    "raise command_timeout or look what keeps the server busy");
        }
        if (isUnreachable(failure)) {
            return error(
                    ErrorCode.SOURCE_UNREACHABLE,
                    doing,
                    failure,
                    "check that the server runs and can be reached from here");
        }
        if (failure instanceof MongoInterruptedException) {
            Thread.currentThread().interrupt();
        }
        return error(ErrorCode.SOURCE_FAILED, doing, failure, "see the server's log");
    }

    static boolean isDenied(MongoException failure) {
        return failure instanceof MongoSecurityException || DENIED.contains(failure.getCode());
    }

    static boolean isTimeout(MongoException failure) {
        return failure instanceof MongoExecutionTimeoutException || failure.getCode() == MAX_TIME_EXPIRED;
    }

    static boolean isUnreachable(MongoException failure) {
        return failure instanceof MongoTimeoutException
                || failure instanceof MongoSocketException
                || failure instanceof MongoNotPrimaryException
                || failure instanceof MongoNodeIsRecoveringException
                || STOPPING.contains(failure.getCode());
    }

    private static SourceException error(ErrorCode code, String doing, MongoException failure, String advice) {
        return new SourceException(code, doing + " failed: " + sentence(failure) + "; " + advice, failure);
    }

    /** The server's message, or the driver's. */
    static String sentence(MongoException failure) {
        if (failure instanceof MongoCommandException command) {
            return oneLine(command.getErrorMessage()) + " (" + command.getErrorCode() + ' '
                    + oneLine(command.getErrorCodeName()) + ')';
        }
        return oneLine(String.valueOf(failure.getMessage()));
    }

    /** Without control and format characters: a source's words are hostile until shown harmless. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    }
}
