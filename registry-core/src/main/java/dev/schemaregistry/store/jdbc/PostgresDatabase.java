package dev.schemaregistry.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * A registry in a schema of a PostgreSQL database, shared by any number of processes.
 *
 * <p>Transactions run at READ COMMITTED. Two writers of one source meet at its row; the log's counter row is taken last and held
 * until commit, so that a reader never sees a place before the places below it.
 */
final class PostgresDatabase implements Database {
    private static final int CONNECTIONS = 8;
    private static final int ATTEMPTS = 5;
    private static final int CONNECT_MILLIS = 15_000;
    /** Ours among the advisory locks of a database: "SREG", as in {@link SqliteFile#APPLICATION_ID}. */
    private static final long MIGRATION_LOCK = SqliteFile.APPLICATION_ID;

    private static final String OUR_TABLES = "SELECT table_name FROM information_schema.tables "
            + "WHERE table_schema = current_schema() AND table_name IN ('"
            + String.join("', '", RegistryTable.allNames()) + "')";

    private final PostgresFailures failures;
    private final HikariDataSource pool;

    private PostgresDatabase(PostgresFailures failures, HikariDataSource pool) {
        this.failures = failures;
        this.pool = pool;
    }

    /** Connects, making the tables first where there are none. */
    static PostgresDatabase open(PostgresAddress address) {
        PostgresFailures failures = new PostgresFailures(address.shown());
        DataSource source = address.dataSource();
        if (storedVersion(source, failures) < Migrations.CURRENT) {
            migrate(source, failures);
        }
        return new PostgresDatabase(failures, new HikariDataSource(poolConfig(source)));
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
        return new PostgresDatabase(failures, new HikariDataSource(poolConfig(source)));
    }

    /** One node at a time; whoever waited finds the work done. The lock goes with its connection. */
    private static void migrate(DataSource source, PostgresFailures failures) {
        try (Connection turn = source.getConnection()) {
            new Session(turn).list(row -> true, "SELECT pg_advisory_lock(?)", MIGRATION_LOCK);
            if (storedVersion(source, failures) < Migrations.CURRENT) {
                Migrations.run(source, "postgresql", failures.shown());
            }
        } catch (SQLException failure) {
            throw failures.of(failure);
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
        try (Connection connection = pool.getConnection()) {
            return work.run(new Session(connection));
        } catch (SQLException failure) {
            throw failures.of(failure);
        }
    }

    @Override
    public <T> T snapshot(Work<T> work) {
        return read(session -> {
            Connection connection = session.connection();
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            return inTransaction(connection, work);
        });
    }

    @Override
    public <T> T write(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = pool.getConnection()) {
                return inTransaction(connection, work);
            } catch (SQLException failure) {
                if (attempt == ATTEMPTS || !PostgresFailures.isWorthRepeating(failure)) {
                    throw failures.of(failure);
                }
            }
        }
    }

    /** The pool gives the connection its ways back afterwards, and undoes what was not committed. */
    private static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        T value = work.run(new Session(connection));
        connection.commit();
        return value;
    }

    @Override
    public void close() {
        pool.close();
    }
}
