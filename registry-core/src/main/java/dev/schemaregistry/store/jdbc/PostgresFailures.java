package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.StoreException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** What PostgreSQL's SQLSTATEs mean here; the codes are those of its manual, appendix A. */
record PostgresFailures(String shown) {
    private static final Set<String> LOST_A_RACE = Set.of("40001", "40P01");
    private static final Set<String> TOO_LONG = Set.of("55P03", "57014");
    private static final Set<String> DAMAGED = Set.of("XX001", "XX002");
    private static final Set<String> NOT_YET_OR_NO_MORE = Set.of("57P01", "57P02", "57P03", "53300");

    /** Whether the same transaction may succeed when it is run again. */
    static boolean isWorthRepeating(SQLException failure) {
        return LOST_A_RACE.contains(state(failure));
    }

    /** Whether the server does not know what it was asked for: not a fault of the moment. */
    static boolean isUnknownToTheServer(SQLException failure) {
        String state = state(failure);
        return state.startsWith("0A") || state.startsWith("42");
    }

    /** A batch's failure quotes its rows; the server's own words come next to it and quote none. */
    StoreException of(SQLException failure) {
        return ofServer(Optional.ofNullable(failure.getNextException()).orElse(failure));
    }

    private StoreException ofServer(SQLException failure) {
        String state = state(failure);
        if (state.startsWith("08") || NOT_YET_OR_NO_MORE.contains(state)) {
            return say(
                    ErrorCode.STORE_UNREACHABLE,
                    "the server cannot be reached; check that it runs and try again",
                    failure);
        }
        if (state.startsWith("28")) {
            return say(ErrorCode.STORE_UNREACHABLE, "the server refused the user or password; check both", failure);
        }
        if (state.equals("3D000")) {
            return say(ErrorCode.STORE_UNREACHABLE, "the server has no such database; make it first", failure);
        }
        if (state.equals("53100")) {
            return say(ErrorCode.STORE_FULL, "the server's disk is full, so nothing was written", failure);
        }
        if (state.equals("22021")) {
            return say(
                    ErrorCode.STORE_FAILED,
                    "a text holds the character U+0000, which PostgreSQL does not keep; take it out of the description or note that has it",
                    failure);
        }
        if (LOST_A_RACE.contains(state) || TOO_LONG.contains(state)) {
            return say(ErrorCode.STORE_BUSY, "other writers were in the way; try again", failure);
        }
        if (DAMAGED.contains(state)) {
            return say(ErrorCode.STORE_CORRUPT, "the server found damaged pages; restore a backup", failure);
        }
        return say(ErrorCode.STORE_FAILED, firstLine(failure) + " (SQLSTATE " + state + ')', failure);
    }

    private StoreException say(ErrorCode code, String reason, SQLException failure) {
        return new StoreException(code, "the registry " + shown + " failed: " + reason, failure);
    }

    /** The pool reports a timeout of its own; what the server said is its cause. */
    private static String state(SQLException failure) {
        String own = Optional.ofNullable(failure.getSQLState()).orElse("");
        return own.isEmpty() && failure.getCause() instanceof SQLException cause
                ? Optional.ofNullable(cause.getSQLState()).orElse("08000")
                : own.isEmpty() ? "08000" : own;
    }

    /** The server's next lines may quote rows. */
    private static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
