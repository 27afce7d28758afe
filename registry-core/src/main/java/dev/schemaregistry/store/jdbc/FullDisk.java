package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteException;

/** Tells a full disk from other trouble, however deep below it was met. */
final class FullDisk {
    private FullDisk() {}

    /** What to say of a file that could not be made; empty where the disk was not the reason. */
    static Optional<StoreException> whileMaking(Path file, Throwable failure) {
        return isReason(failure)
                ? Optional.of(new StoreException(
                        ErrorCode.STORE_FULL,
                        "the file " + file + " was not made: its disk is full; make room there and repeat",
                        failure))
                : Optional.empty();
    }

    private static boolean isReason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean sqlite = cause instanceof SQLiteException && SqliteFailures.isFull((SQLException) cause);
            if (sqlite || (cause instanceof IOException && isFull(String.valueOf(cause.getMessage())))) {
                return true;
            }
        }
        return false;
    }

    /** Java has no other sign of it than the system's words. */
    private static boolean isFull(String message) {
        return message.contains("No space left") || message.contains("not enough space");
    }
}
