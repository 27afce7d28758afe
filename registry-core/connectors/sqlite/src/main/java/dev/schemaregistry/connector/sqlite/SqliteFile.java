package dev.schemaregistry.connector.sqlite;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.SourceId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/**
 * A SQLite file that is only ever read. Each piece of work has a connection of its own, so that a file which was replaced is seen
 * anew. Thread-safe.
 */
final class SqliteFile {
    /** The text that every database file starts with, see "Database File Format" in SQLite's documentation. */
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    /** Where the header says by which versions the file can be read; 2 means write-ahead log. */
    private static final int READ_VERSION = 19;

    private static final int STEPS_BETWEEN_LOOKS = 10_000;

    /** What is done with a connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private interface Attempt<T> {
        T make() throws SQLException;
    }

    /** How a file looked; it was not written meanwhile if it looks the same afterwards. */
    private record Look(Object key, long size, long modified, boolean log) {}

    private final SourceId id;
    private final SqliteSettings settings;

    SqliteFile(SourceId id, SqliteSettings settings) {
        this.id = requireNonNull(id, "id");
        this.settings = requireNonNull(settings, "settings");
    }

    /**
     * Opens, works, closes.
     *
     * @param what for the message of an error, such as {@code reading the schema}
     * @throws SourceException when the file is missing, is no database, is busy, or takes too long
     */
    <T> T read(String what, Duration limit, Work<T> work) {
        String doing = what + " of source \"" + id + "\" at " + settings.path();
        Look before = look(doing);
        try {
            // Opening a database with a write-ahead log makes files beside it. While there is no log nobody else has it
            // open, and it can be read as if it stood on a disk that cannot be written.
            if (isLogged(doing) && !before.log()) {
                Optional<T> result = unlessWritten(before, doing, () -> on(true, limit, work));
                if (result.isPresent()) {
                    return result.get();
                }
            }
            return on(false, limit, work);
        } catch (SQLException e) {
            throw SqliteFailures.of(doing, e);
        }
    }

    /** The result, or the error, of work during which nobody wrote; empty if somebody did. */
    private <T> Optional<T> unlessWritten(Look before, String doing, Attempt<T> attempt) throws SQLException {
        try {
            T result = attempt.make();
            return look(doing).equals(before) ? Optional.of(result) : Optional.empty();
        } catch (SQLException e) {
            if (look(doing).equals(before)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    Duration queryTimeout() {
        return settings.queryTimeout();
    }

    private <T> T on(boolean unchanging, Duration limit, Work<T> work) throws SQLException {
        try (Connection connection = open(unchanging)) {
            long end = System.nanoTime() + limit.toNanos();
            ProgressHandler.setHandler(connection, STEPS_BETWEEN_LOOKS, new ProgressHandler() {
                @Override
                protected int progress() {
                    return System.nanoTime() - end > 0 ? 1 : 0;
                }
            });
            return work.on(connection);
        }
    }

    private Connection open(boolean unchanging) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.enableLoadExtension(false);
        config.setBusyTimeout((int) settings.busyTimeout().toMillis());
        String uri = "jdbc:sqlite:file:" + settings.path().toUri().getRawPath() + "?mode=ro"
                + (unchanging ? "&immutable=1" : "");
        Connection connection = config.createConnection(uri);
        try {
            // Without attached databases there is nothing beside the file to write to, VACUUM INTO included.
            connection.unwrap(SQLiteConnection.class).setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA trusted_schema = OFF");
                statement.execute("PRAGMA query_only = ON");
                statement.execute("PRAGMA temp_store = MEMORY");
            }
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Look look(String doing) {
        Path path = settings.path();
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            if (!file.isRegularFile()) {
                throw new SourceException(ErrorCode.SOURCE_FAILED, doing + " failed: it is not a file");
            }
            boolean log = Files.exists(Path.of(path + "-wal"), LinkOption.NOFOLLOW_LINKS);
            return new Look(
                    String.valueOf(file.fileKey()),
                    file.size(),
                    file.lastModifiedTime().toMillis(),
                    log);
        } catch (IOException e) {
            throw new SourceException(
                    ErrorCode.SOURCE_UNREACHABLE,
                    doing + " failed: there is no such file, or no way to it; check the path");
        }
    }

    private boolean isLogged(String doing) {
        byte[] header = header(doing);
        if (header.length == 0) {
            throw new SourceException(
                    ErrorCode.SOURCE_FAILED,
                    doing + " failed: the file is empty (0 bytes), so it is no database; check the path");
        }
        if (header.length <= READ_VERSION || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new SourceException(
                    ErrorCode.SOURCE_FAILED,
                    doing + " failed: the file is not a SQLite database, or an encrypted one; check the path");
        }
        return header[READ_VERSION] == 2;
    }

    private byte[] header(String doing) {
        try (InputStream in = Files.newInputStream(settings.path())) {
            return in.readNBytes(READ_VERSION + 1);
        } catch (IOException e) {
            throw new SourceException(
                    ErrorCode.SOURCE_DENIED, doing + " failed: the file may not be read; check its permissions", e);
        }
    }
}
