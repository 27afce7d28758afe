package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.StoreException;
import dev.schemaregistry.spi.Watch;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A registry in one file: write-ahead log, every commit flushed to disk, one writer in this process, some readers.
 *
 * <p>Writers of several processes take turns: a transaction takes the write lock when it begins, waits for it with patience, and is
 * run again when SQLite gives up early. Readers never wait.
 */
final class SqliteDatabase implements Database {
    private static final int READERS = 4;
    private static final Duration PAUSE = Duration.ofMillis(5);
    /** Files up to this size are looked through page by page on opening; that takes milliseconds. */
    private static final long FULLY_CHECKED_BYTES = 4L << 20;

    private final SqliteFailures failures;
    private final Duration patience;
    private final Connection writer;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final SqliteReaders readers;
    private final EventHints hints = new EventHints();

    private SqliteDatabase(SqliteFailures failures, SQLiteDataSource source, Duration patience, Connection writer) {
        this.failures = failures;
        this.readers = new SqliteReaders(source, READERS);
        this.patience = patience;
        this.writer = writer;
    }

    /** Opens the file, making it first where there is none. */
    static SqliteDatabase open(SqliteFile file, SqliteLimits limits) {
        if (!file.exists()) {
            file.create(draft -> fill(new SqliteFile(draft), limits));
        }
        file.check();
        SQLiteDataSource source = source(file, limits);
        SqliteFailures failures = new SqliteFailures(file.path().toString());
        return patiently(limits.patience(), failures, () -> {
            if (inspect(file, limits) < Migrations.CURRENT) {
                upgrade(file, source, limits);
            }
            return new SqliteDatabase(failures, source, limits.patience(), logging(source.getConnection()));
        });
    }

    /** Opens the file with its tables of whatever version this program knows, and makes nothing. */
    static SqliteDatabase openAsItIs(SqliteFile file, SqliteLimits limits) {
        file.requireRegistry();
        SQLiteDataSource source = source(file, limits);
        SqliteFailures failures = new SqliteFailures(file.path().toString());
        return patiently(limits.patience(), failures, () -> {
            inspect(file, limits);
            return new SqliteDatabase(failures, source, limits.patience(), source.getConnection());
        });
    }

    /** A backup keeps no log; whoever put it in the place of a registry wants one. */
    private static Connection logging(Connection connection) throws SQLException {
        Session session = new Session(connection);
        if (!session.find(row -> row.getString(1), "PRAGMA journal_mode").equals(Optional.of("wal"))) {
            session.list(row -> row.getString(1), "PRAGMA journal_mode = WAL");
        }
        return connection;
    }

    private static void upgrade(SqliteFile file, SQLiteDataSource source, SqliteLimits limits) throws SQLException {
        try (UpgradeTurn turn = UpgradeTurn.await(file.path(), limits.patience())) {
            if (inspect(file, limits) < Migrations.CURRENT) {
                Migrations.run(source, "sqlite", file.path().toString());
            }
            turn.done();
        } catch (IOException denied) {
            throw new StoreException(
                    ErrorCode.STORE_FAILED,
                    "the registry " + file.path() + " was not brought to version " + Migrations.CURRENT + ": "
                            + denied.getMessage() + "; check that its folder may be written",
                    denied);
        }
    }

    private static void fill(SqliteFile draft, SqliteLimits limits) {
        Migrations.run(source(draft, limits), "sqlite", draft.path().toString());
        keepLog(draft, limits);
    }

    /** Makes the file, with tables that {@code work} fills; it appears whole or not at all. Without a log meanwhile, each page is written once. */
    static <T> T createWith(SqliteFile file, SqliteLimits limits, Function<Database, T> work) {
        return file.createNew(path -> {
            SqliteFile draft = new SqliteFile(path);
            Migrations.run(source(draft, limits), "sqlite", path.toString());
            try (SqliteDatabase database = openAsItIs(draft, limits)) {
                return work.apply(database);
            }
        });
    }

    /** From now on a writer does not keep readers out. */
    static void keepLog(SqliteFile file, SqliteLimits limits) {
        try (Connection connection = source(file, limits).getConnection()) {
            logging(connection);
        } catch (SQLException failure) {
            throw new SqliteFailures(file.path().toString()).of(failure);
        }
    }

    /** Reads what every opening needs, and tells the version of the tables. A log left by a crash is only read, so that a refused file stays as it is. */
    private static int inspect(SqliteFile file, SqliteLimits limits) throws SQLException {
        SQLiteConfig config = config(limits);
        config.setReadOnly(file.hasLog());
        try (Connection connection = config.createConnection("jdbc:sqlite:" + file.path())) {
            Session session = new Session(connection);
            int version = session.find(row -> row.getString(1), Statements.SCHEMA_VERSION)
                    .map(Integer::parseInt)
                    .orElseThrow(() -> file.refused(ErrorCode.STORE_CORRUPT, "it does not say its version"));
            if (version > Migrations.CURRENT) {
                throw Migrations.newer(file.path().toString(), Integer.toString(version));
            }
            if (file.length() <= FULLY_CHECKED_BYTES) {
                session.find(row -> row.getString(1), "PRAGMA quick_check(1)")
                        .filter(result -> !"ok".equals(result))
                        .ifPresent(result -> {
                            throw file.refused(
                                    ErrorCode.STORE_CORRUPT,
                                    "its pages are damaged (" + result + "); restore a backup");
                        });
            }
            return version;
        }
    }

    static SQLiteDataSource source(SqliteFile file, SqliteLimits limits) {
        SQLiteDataSource source = new SQLiteDataSource(config(limits));
        source.setUrl("jdbc:sqlite:" + file.path());
        return source;
    }

    private static SQLiteConfig config(SqliteLimits limits) {
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(Math.toIntExact(limits.patience().toMillis()));
        config.enforceForeignKeys(true);
        config.setCacheSize(-16_384);
        config.setJournalSizeLimit(64 << 20);
        limits.pages().ifPresent(config::setMaxPageCount);
        return config;
    }

    @Override
    public <T> T read(Work<T> work) {
        return patiently(patience, failures, () -> readers.read(work));
    }

    @Override
    public <T> T snapshot(Work<T> work) {
        return patiently(patience, failures, () -> readers.snapshot(work));
    }

    @Override
    public <T> T write(Work<T> work) {
        writing.lock();
        try {
            return patiently(patience, failures, () -> inTransaction(work));
        } finally {
            writing.unlock();
        }
    }

    private <T> T inTransaction(Work<T> work) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            boolean done = false;
            try {
                T value = work.run(new Session(writer));
                statement.execute("COMMIT");
                done = true;
                return value;
            } finally {
                if (!done) {
                    undo(statement);
                }
            }
        }
    }

    /** After some failures SQLite has rolled back already, and says so by an error of its own. */
    private static void undo(Statement statement) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException alreadyUndone) {
            return;
        }
    }

    private interface Attempt<T> {
        T run() throws SQLException;
    }

    /** SQLite waits for other processes by itself but for a few moments, such as when one of them ends or mends the log. */
    private static <T> T patiently(Duration patience, SqliteFailures failures, Attempt<T> attempt) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return attempt.run();
            } catch (SQLException failure) {
                if (!SqliteFailures.isBusy(failure) || System.nanoTime() > deadline) {
                    throw failures.of(failure);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    @Override
    public String now() {
        return "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
    }

    /** Tells this process alone; others see it by the clock. */
    @Override
    public void announce() {
        hints.tell();
    }

    @Override
    public Watch watch(Runnable hint) {
        return hints.add(hint);
    }

    @Override
    public void close() {
        writing.lock();
        try {
            readers.close();
            writer.close();
        } catch (SQLException failure) {
            throw failures.of(failure);
        } finally {
            writing.unlock();
        }
    }

    /**
     * How a file is used.
     *
     * @param patience how long a writer waits for writers of other processes
     * @param pages the most pages the file may have; empty for no limit
     */
    record SqliteLimits(Duration patience, java.util.OptionalInt pages) {
        static final SqliteLimits DEFAULT = new SqliteLimits(Duration.ofSeconds(60), java.util.OptionalInt.empty());
    }
}
