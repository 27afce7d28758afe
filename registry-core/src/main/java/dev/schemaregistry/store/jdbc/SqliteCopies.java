package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.StoreException;
import dev.schemaregistry.store.jdbc.SqliteDatabase.SqliteLimits;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalInt;

/** Copies of files by SQLite itself, page by page. */
final class SqliteCopies {
    /** Programs that have the file open do not close it for us; this is for one that is just closing it. */
    private static final SqliteLimits SHORTLY = new SqliteLimits(Duration.ofSeconds(2), OptionalInt.empty());

    private SqliteCopies() {}

    /**
     * Writes all of a registry as it is at this moment into an empty file, also what only its log holds. Others may write meanwhile. The
     * copy has no log and no free pages.
     */
    static void copy(SqliteFile from, Path empty) {
        from.requireRegistry();
        try (Connection connection =
                        SqliteDatabase.source(from, SqliteLimits.DEFAULT).getConnection();
                PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, empty.toString());
            statement.execute();
        } catch (SQLException failure) {
            throw new SqliteFailures(from.path().toString()).of(failure);
        }
    }

    /**
     * Brings the file's log into it, which SQLite does only for the last who has it open. A file that is no database to SQLite stays as it
     * is.
     *
     * @throws StoreException with {@code STORE_BUSY} when another program has it open
     */
    static void requireUnused(SqliteFile file) {
        if (!file.isDatabase()) {
            return;
        }
        try (Connection connection = SqliteDatabase.source(file, SHORTLY).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = DELETE");
        } catch (SQLException failure) {
            if (SqliteFailures.isBusy(failure)) {
                throw new StoreException(
                        ErrorCode.STORE_BUSY,
                        "the registry " + file.path() + " was not replaced: another program has it open; end it first",
                        failure);
            }
        }
    }
}
