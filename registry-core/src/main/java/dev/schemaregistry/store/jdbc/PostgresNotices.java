package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.spi.Watch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every program on one server that events were written, by NOTIFY and LISTEN. Only hints: a server that has neither, such as some
 * that merely speak the protocol, is asked once and then left alone. A notice goes after its commit, on a thread of its own, many at
 * once as one; writers never wait for it. Thread-safe.
 */
final class PostgresNotices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresNotices.class);
    private static final String CHANNEL = "schema_registry_events";
    private static final int SILENCE_MILLIS = 5_000;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final DataSource source;
    private final EventHints hints = new EventHints();
    private final ExecutorService sender = Executors.newSingleThreadExecutor(task -> daemon(task, "registry-notify"));
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicReference<@Nullable Connection> listening = new AtomicReference<>();
    private @Nullable Thread listener;
    private volatile boolean understood = true;
    private volatile boolean closed;

    /** @param source gives connections of their own, which may stay open long */
    PostgresNotices(DataSource source) {
        this.source = source;
    }

    /** Starts to listen with the first one. */
    synchronized Watch watch(Runnable hint) {
        if (listener == null) {
            listener = daemon(this::listen, "registry-listen");
            listener.start();
        }
        return hints.add(hint);
    }

    /** Events were written and are visible to all. */
    void announce(DataSource pool) {
        hints.tell();
        if (understood && !closed && waiting.compareAndSet(false, true)) {
            sender.execute(() -> send(pool));
        }
    }

    private void send(DataSource pool) {
        waiting.set(false);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("NOTIFY " + CHANNEL);
        } catch (SQLException failure) {
            judge(failure);
        }
    }

    private void listen() {
        while (!closed && understood) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                listening.set(connection);
                statement.execute("LISTEN " + CHANNEL);
                hints.tell();
                hear(connection, statement);
            } catch (SQLException failure) {
                judge(failure);
                pause();
            }
        }
    }

    private void pause() {
        if (!closed) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Asks after some silence whether the server is there still. */
    private void hear(Connection connection, Statement statement) throws SQLException {
        PGConnection server = connection.unwrap(PGConnection.class);
        while (!closed) {
            PGNotification @Nullable [] heard = server.getNotifications(SILENCE_MILLIS);
            if (heard == null || heard.length == 0) {
                statement.execute("SELECT 1");
            } else {
                hints.tell();
            }
        }
    }

    private void hangUp() {
        Connection connection = listening.getAndSet(null);
        try {
            if (connection != null) {
                connection.abort(Runnable::run);
            }
        } catch (SQLException failure) {
            LOG.debug("the connection that listens did not close cleanly", failure);
        }
    }

    private void judge(SQLException failure) {
        if (closed) {
            return;
        }
        if (PostgresFailures.isUnknownToTheServer(failure)) {
            understood = false;
            LOG.info("the registry's server has no LISTEN and NOTIFY; what other nodes write is seen by the clock");
        } else {
            LOG.debug("a notice of events was not sent or not heard; they are seen by the clock", failure);
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Sends what waits, within a moment. */
    @Override
    public void close() {
        closed = true;
        sender.shutdown();
        hangUp();
        try {
            if (!sender.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.debug("the last notice was not sent in time");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
