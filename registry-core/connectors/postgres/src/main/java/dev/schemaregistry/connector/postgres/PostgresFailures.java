package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What an SQLSTATE means for the caller, and the server's own words on one line. */
final class PostgresFailures {
    private record Meaning(String prefix, ErrorCode code, String advice) {}

    /** The first prefix that fits counts. */
    private static final List<Meaning> MEANINGS = List.of(
            new Meaning("28", ErrorCode.SOURCE_DENIED, "check user and credential reference"),
            new Meaning("42501", ErrorCode.SOURCE_DENIED, "grant what is missing to the role"),
            new Meaning(
                    "57014", ErrorCode.SOURCE_TIMEOUT, "raise statement_timeout or look what keeps the server busy"),
            new Meaning("55P03", ErrorCode.SOURCE_TIMEOUT, "somebody holds a lock; try again later"),
            new Meaning("08", ErrorCode.SOURCE_UNREACHABLE, "check that the server runs and can be reached from here"),
            new Meaning("57P", ErrorCode.SOURCE_UNREACHABLE, "the server is starting or stopping; try again later"),
            new Meaning("53300", ErrorCode.SOURCE_UNREACHABLE, "the server has no connection left; try again later"),
            new Meaning("3D000", ErrorCode.SOURCE_FAILED, "check the database's name"));

    private PostgresFailures() {}

    /**
     * The error for callers.
     *
     * @param doing what was being done, to which source
     */
    static SourceException of(String doing, SQLException failure) {
        String state = state(failure);
        Optional<Meaning> meaning =
                MEANINGS.stream().filter(m -> state.startsWith(m.prefix())).findFirst();
        String advice = meaning.map(m -> "; " + m.advice()).orElse("");
        return new SourceException(
                meaning.map(Meaning::code).orElse(ErrorCode.SOURCE_FAILED),
                doing + " failed: " + sentence(failure) + (state.isEmpty() ? "" : " (SQLSTATE " + state + ')') + advice,
                failure);
    }

    static String state(SQLException failure) {
        return Optional.ofNullable(failure.getSQLState()).orElse("");
    }

    /** Whether the connection is gone, so that another one may do. */
    static boolean isLostConnection(SQLException failure) {
        String state = state(failure);
        return state.startsWith("08") || state.startsWith("57P");
    }

    /** Whether a catalog function stumbled over an object that somebody dropped meanwhile. */
    static boolean isConcurrentChange(SQLException failure) {
        return List.of("XX000", "42P01", "42703", "42704", "40001").contains(state(failure));
    }

    static Optional<ServerErrorMessage> serverMessage(SQLException failure) {
        return failure instanceof PSQLException fromServer
                ? Optional.ofNullable(fromServer.getServerErrorMessage())
                : Optional.empty();
    }

    /** The server's message without details, or the driver's. */
    static String sentence(SQLException failure) {
        return oneLine(serverMessage(failure)
                .map(ServerErrorMessage::getMessage)
                .or(() -> Optional.ofNullable(failure.getMessage()))
                .orElse("no reason given"));
    }

    /** Without control and format characters: a source's words are hostile until shown harmless. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    }
}
