package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.StoreException;
import java.sql.SQLException;

/** What SQLite's primary result codes mean here; the codes are those of sqlite.org/rescode.html. */
record SqliteFailures(String shown) {
    private static final int PERMISSION = 3;
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READ_ONLY = 8;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int NOT_A_DATABASE = 26;

    /** Whether another process was in the way, and nothing was done. */
    static boolean isBusy(SQLException failure) {
        int code = failure.getErrorCode() & 0xff;
        return code == BUSY || code == LOCKED;
    }

    static boolean isFull(SQLException failure) {
        return (failure.getErrorCode() & 0xff) == FULL;
    }

    StoreException of(SQLException failure) {
        return switch (failure.getErrorCode() & 0xff) {
            case BUSY, LOCKED ->
                say(ErrorCode.STORE_BUSY, "another process kept it locked; end that process or try again", failure);
            case FULL ->
                say(
                        ErrorCode.STORE_FULL,
                        "the disk is full, so nothing was written; make room and repeat, reading goes on",
                        failure);
            case CORRUPT, NOT_A_DATABASE ->
                say(ErrorCode.STORE_CORRUPT, "its pages are damaged; restore a backup", failure);
            case READ_ONLY, PERMISSION, CANNOT_OPEN ->
                say(
                        ErrorCode.STORE_FAILED,
                        "the file or its folder may not be opened or written; check their permissions",
                        failure);
            default -> say(ErrorCode.STORE_FAILED, String.valueOf(failure.getMessage()), failure);
        };
    }

    private StoreException say(ErrorCode code, String reason, SQLException failure) {
        return new StoreException(code, "the registry " + shown + " failed: " + reason, failure);
    }
}
