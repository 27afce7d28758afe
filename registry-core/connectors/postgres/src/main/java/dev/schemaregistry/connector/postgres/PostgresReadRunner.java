package dev.schemaregistry.connector.postgres;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.ReadRunner;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Runs a read on a connection of its own that is dropped afterwards, at most four at once. */
final class PostgresReadRunner implements ReadRunner {
    private static final int AT_ONCE = 4;
    private static final int FETCHED_AT_ONCE = 100;

    private final SourceId id;
    private final PostgresConnections connections;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    PostgresReadRunner(SourceId id, PostgresConnections connections) {
        this.id = requireNonNull(id, "id");
        this.connections = requireNonNull(connections, "connections");
    }

    @Override
    public <T> T run(String query, Limits limits, Reading<T> reading) {
        String doing =
                "a read at source \"" + id + "\" at " + connections.settings().place();
        await(doing, limits);
        try (Connection connection = connections.open()) {
            try {
                begin(connection, limits);
                return read(connection, query, limits, reading);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw PostgresFailures.of(doing, e);
        } finally {
            places.release();
        }
    }

    private void await(String doing, Limits limits) {
        try {
            if (!places.tryAcquire(limits.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SourceException(
                        ErrorCode.SOURCE_TIMEOUT,
                        doing + " failed: " + AT_ONCE + " others are under way; try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(ErrorCode.SOURCE_TIMEOUT, doing + " was interrupted while waiting its turn", e);
        }
    }

    private static void begin(Connection connection, Limits limits) throws SQLException {
        PostgresConnections.waitAtMost(connection, limits.timeout());
        long milliseconds = Math.max(1, limits.timeout().toMillis());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = " + milliseconds
                    + "; SET LOCAL lock_timeout = " + milliseconds
                    + "; SET LOCAL idle_in_transaction_session_timeout = " + 2 * milliseconds);
        }
    }

    private static <T> T read(Connection connection, String query, Limits limits, Reading<T> reading)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setMaxRows(limits.rows());
            statement.setFetchSize(Math.min(FETCHED_AT_ONCE, limits.rows()));
            try (ResultSet rows = statement.executeQuery(query)) {
                return reading.of(rows);
            }
        }
    }
}
