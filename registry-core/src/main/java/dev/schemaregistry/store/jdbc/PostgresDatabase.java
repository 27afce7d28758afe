package dev.schemaregistry.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.StoreException;
import dev.schemaregistry.spi.Watch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registry in a schema of a PostgreSQL database, shared by any number of processes.
 *
 * <p>Transactions run at READ COMMITTED. Two writers of one source meet at its row; the log's counter row is taken last and held
 * until commit, so that a reader never sees a place before the places below it.
 */
final class PostgresDatabase implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresDatabase.class);
    private static final int CONNECTIONS = 8;
    /** How long a transaction is run again that others were in the way of, and the longest pause before. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int CONNECT_MILLIS = 15_000;
    /** Ours among the advisory locks of a database: "SREG", as in {@link SqliteFile#APPLICATION_ID}. */
    private static final long MIGRATION_LOCK = SqliteFile.APPLICATION_ID;

    private static final String OUR_TABLES = "SELECT table_name FROM information_schema.tables "
            + "WHERE table_schema = current_schema() AND table_name IN ('"
            + String.join("', '", RegistryTable.allNames()) + "')";

    private final PostgresFailures failures;
    private final HikariDataSource pool;
    private final PostgresNotices notices;

    private PostgresDatabase(PostgresFailures failures, DataSource source) {
        this.failures = failures;
        this.pool = new HikariDataSource(poolConfig(source));
        this.notices = new PostgresNotices(source);
    }

    /** Connects, making the tables first where there are none. */
    static PostgresDatabase open(PostgresAddress address) {
        PostgresFailures failures = new PostgresFailures(address.shown());
        DataSource source = address.dataSource();
        if (storedVersion(source, failures) < Migrations.CURRENT) {
            migrate(source, failures);
        }
        return new PostgresDatabase(failures, source);
    }

    /**
     * Connects to what is there, of whatever version this program knows, and makes nothing.
     *
     * @throws StoreException with {@code STORE_EMPTY} where there are no tables of ours
     */
    static PostgresDatabase openAsItIs(PostgresAddress address) {
        PostgresFailures failures = new PostgresFailures(address.shown());
        DataSource source = address.dataSource();
        if (storedVersion(source, failures) == 0) {
            throw new StoreException(
                    ErrorCode.STORE_EMPTY,
                    "there is no registry in " + failures.shown() + "; name the database and schema that hold it");
        }
        return new PostgresDatabase(failures, source);
    }

    /** One node at a time; whoever waited finds the work done. The lock goes with its connection. */
    private static void migrate(DataSource source, PostgresFailures failures) {
        try (Connection turn = source.getConnection()) {
            lock(turn);
            if (storedVersion(source, failures) < Migrations.CURRENT) {
                Migrations.run(source, "postgresql", failures.shown());
            }
        } catch (SQLException failure) {
            throw failures.of(failure);
        }
    }

    /** Not every server that speaks the protocol has such locks; there, one program must make the tables before others start. */
    private static void lock(Connection turn) throws SQLException {
        try {
            new Session(turn).list(row -> true, "SELECT pg_advisory_lock(?)", MIGRATION_LOCK);
        } catch (SQLException failure) {
            if (!PostgresFailures.isUnknownToTheServer(failure)) {
                throw failure;
            }
            LOG.warn("the registry's server has no advisory locks: start one node alone after an upgrade");
        }
    }

    /** 0 where there are no tables of ours. */
    private static int storedVersion(DataSource source, PostgresFailures failures) {
        try (Connection connection = source.getConnection()) {
            Session session = new Session(connection);
            List<String> tables = session.list(row -> row.getString(1), OUR_TABLES);
            if (tables.isEmpty()) {
                return 0;
            }
            if (!tables.contains("registry_meta")) {
                throw new StoreException(
                        ErrorCode.STORE_FOREIGN,
                        "the database " + failures.shown()
                                + " was not changed: it holds tables of another application named " + tables
                                + "; name another database, or another schema with ?currentSchema=");
            }
            String version = session.find(row -> row.getString(1), Statements.SCHEMA_VERSION)
                    .orElse("0");
            if (Integer.parseInt(version) > Migrations.CURRENT) {
                throw Migrations.newer(failures.shown(), version);
            }
            return Integer.parseInt(version);
        } catch (SQLException failure) {
            throw failures.of(failure);
        }
    }

    private static HikariConfig poolConfig(DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("registry");
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setInitializationFailTimeout(-1);
        return config;
    }

    @Override
    public <T> T read(Work<T> work) {
        return patiently(work);
    }

    @Override
    public <T> T snapshot(Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            return inTransaction(connection, work);
        } catch (SQLException failure) {
            throw failures.of(failure);
        }
    }

    @Override
    public <T> T write(Work<T> work) {
        return patiently(session -> inTransaction(session.connection(), work));
    }

    /** Serialization failures are no errors here: at levels above READ COMMITTED, and on some servers at every level, they are usual. */
    private <T> T patiently(Work<T> work) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (int attempt = 0; ; attempt++) {
            try (Connection connection = pool.getConnection()) {
                return work.run(new Session(connection));
            } catch (SQLException failure) {
                if (!PostgresFailures.isWorthRepeating(failure) || System.nanoTime() > deadline) {
                    throw failures.of(failure);
                }
                LockSupport.parkNanos(pauseAfter(attempt));
            }
        }
    }

    /** Of random length, so that those who met do not meet again; growing, so that a crowd becomes a queue. */
    private static long pauseAfter(int attempt) {
        long most = Math.min(LONGEST_PAUSE_NANOS, TimeUnit.MILLISECONDS.toNanos(1L << Math.min(attempt, 10)));
        return ThreadLocalRandom.current().nextLong(most);
    }

    /** The pool gives the connection its ways back afterwards, and undoes what was not committed. */
    private static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        T value = work.run(new Session(connection));
        connection.commit();
        return value;
    }

    @Override
    public String now() {
        return "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";
    }

    @Override
    public void announce() {
        notices.announce(pool);
    }

    @Override
    public Watch watch(Runnable hint) {
        return notices.watch(hint);
    }

    @Override
    public void close() {
        notices.close();
        pool.close();
    }
}
