package dev.schemaregistry.connector.postgres;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunner;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the server parse, describe and plan a query, on connections of its own, as many as are asked for at once.
 *
 * <p>Planning evaluates functions that are declared IMMUTABLE or STABLE. One that is declared so and still writes is not stopped
 * here: callers must have checked that a query calls no function they do not know. Every transaction is read-only and rolled
 * back, and a session that was used is reset before it is used again.
 */
final class PostgresDryRunner implements DryRunner, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresDryRunner.class);

    private final SourceId id;
    private final PostgresConnections connections;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    PostgresDryRunner(SourceId id, PostgresConnections connections) {
        this.id = requireNonNull(id, "id");
        this.connections = requireNonNull(connections, "connections");
    }

    @Override
    public DryRunReport dryRun(String query, Limits limits) {
        String doing = "a dry run at source \"" + id + "\" at "
                + connections.settings().place();
        try {
            return onSomeConnection(query, limits);
        } catch (SQLException e) {
            throw PostgresFailures.of(doing, e);
        } catch (IndexOutOfBoundsException | IllegalStateException | IllegalArgumentException e) {
            // The driver's inner classes answer so to what they do not expect of a server; the connection is dropped
            // already.
            throw new SourceException(ErrorCode.SOURCE_FAILED, doing + " failed inside of the driver", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        for (@Nullable Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            drop(connection);
        }
    }

    private DryRunReport onSomeConnection(String query, Limits limits) throws SQLException {
        @Nullable Connection kept = idle.poll();
        if (kept != null) {
            try {
                return on(kept, query, limits);
            } catch (SQLException e) {
                if (!PostgresFailures.isLostConnection(e)) {
                    throw e;
                }
            }
        }
        return on(connections.open(), query, limits);
    }

    private DryRunReport on(Connection connection, String query, Limits limits) throws SQLException {
        boolean reusable = false;
        try {
            DryRunReport report = new QueryProbe(connection, limits.timeout()).ask(query);
            reusable = reset(connection);
            return report;
        } finally {
            if (reusable && !closed) {
                idle.push(connection);
            } else {
                drop(connection);
            }
        }
    }

    /** Takes back whatever the session may have been told: settings, locks, temporary tables, subscriptions. */
    private boolean reset(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("DISCARD ALL");
            statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
            connection.setAutoCommit(false);
            connection.setClientInfo("ApplicationName", connections.settings().applicationName());
            connection.commit();
            return true;
        } catch (SQLException e) {
            LOG.debug("source {}: a session could not be reset and is dropped", id, e);
            return false;
        }
    }

    private void drop(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("source {}: a connection did not close cleanly", id, e);
        }
    }
}
