package dev.schemaregistry.connector.sqlite;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What SQLite's result codes mean for the caller, and its own words without the driver's. */
final class SqliteFailures {
    private static final int LOW_BYTE = 0xFF;
    private static final int ERROR = 1;
    private static final int INTERRUPT = 9;
    private static final int TOO_BIG = 18;
    private static final Pattern DRIVER_WORDS =
            Pattern.compile("\\[SQLITE_\\w+]\\s+[^(]*\\((?<message>.*)\\)", Pattern.DOTALL);

    /** By primary result code, see the list in SQLite's documentation ("Result and Error Codes"). */
    private static final Map<Integer, ErrorCode> CODES = Map.of(
            3, ErrorCode.SOURCE_DENIED,
            5, ErrorCode.SOURCE_TIMEOUT,
            6, ErrorCode.SOURCE_TIMEOUT,
            8, ErrorCode.SOURCE_DENIED,
            9, ErrorCode.SOURCE_TIMEOUT,
            14, ErrorCode.SOURCE_UNREACHABLE,
            23, ErrorCode.SOURCE_DENIED);

    private SqliteFailures() {}

    static SourceException of(String doing, SQLException failure) {
        ErrorCode code = CODES.getOrDefault(resultCode(failure), ErrorCode.SOURCE_FAILED);
        return new SourceException(code, doing + " failed: " + sentence(failure), failure);
    }

    /** The primary result code. */
    static int resultCode(SQLException failure) {
        return failure.getErrorCode() & LOW_BYTE;
    }

    /** Whether SQLite stopped because it was told to, by a progress handler. */
    static boolean isInterrupted(SQLException failure) {
        return resultCode(failure) == INTERRUPT;
    }

    /** Whether the statement was at fault, being wrong or too big, and not the file or the machine. */
    static boolean isAboutTheStatement(SQLException failure) {
        return resultCode(failure) == ERROR || resultCode(failure) == TOO_BIG;
    }

    /** SQLite's message on one line. */
    static String sentence(SQLException failure) {
        String text = String.valueOf(failure.getMessage());
        Matcher matcher = DRIVER_WORDS.matcher(text);
        return oneLine(matcher.matches() ? matcher.group("message") : text);
    }

    /** Without control and format characters: a source's words are hostile until shown harmless. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    }
}
