package dev.schemaregistry.connector.postgres;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.ChangeListener;
import dev.schemaregistry.spi.Watch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription to the notifications of the event triggers, on a connection of its own that never stands inside of a transaction.
 * Asks after each silence whether all is well, so that a network that swallows everything is noticed too, and so are triggers that
 * were installed or removed meanwhile.
 */
final class PostgresWatch implements Watch {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresWatch.class);

    /** What hints are missing for; a reason of the same kind is not said twice. */
    private enum Hearing {
        UNKNOWN,
        HINTS,
        NO_CONNECTION,
        NO_TRIGGERS
    }

    private final SourceId id;
    private final PostgresConnections connections;
    private final ChangeListener listener;
    private final PushPace pace;
    private final AtomicReference<@Nullable Connection> open = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Object speaking = new Object();
    private boolean closed;
    /** Both belong to the subscription's own thread. */
    private Hearing hearing = Hearing.UNKNOWN;

    private int failures;

    private PostgresWatch(SourceId id, PostgresConnections connections, ChangeListener listener, PushPace pace) {
        this.id = requireNonNull(id, "id");
        this.connections = requireNonNull(connections, "connections");
        this.listener = requireNonNull(listener, "listener");
        this.pace = requireNonNull(pace, "pace");
    }

    static PostgresWatch start(SourceId id, PostgresConnections connections, ChangeListener listener, PushPace pace) {
        PostgresWatch watch = new PostgresWatch(id, connections, listener, pace);
        Thread thread = new Thread(watch::run, "listen-" + id);
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    /** Who is being told something is heard to the end; from then on there is silence. */
    @Override
    public void close() {
        synchronized (speaking) {
            closed = true;
        }
        ended.countDown();
        drop();
    }

    private void run() {
        while (ended.getCount() > 0) {
            try {
                listen();
            } catch (SQLException | RuntimeException failure) {
                failures++;
                lose(Hearing.NO_CONNECTION, sentence(failure));
            } finally {
                drop();
            }
            pause(pace.retryAfter(Math.max(1, failures)));
        }
    }

    private void listen() throws SQLException {
        Connection connection = connections.open();
        open.set(connection);
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(Runnable::run, (int) pace.patience().toMillis());
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + PostgresPushSetup.CHANNEL);
        }
        ask(connection);
        PGConnection driver = connection.unwrap(PGConnection.class);
        while (ended.getCount() > 0) {
            PGNotification @Nullable [] heard =
                    driver.getNotifications((int) pace.heartbeat().toMillis());
            hear(connection, heard == null ? new PGNotification[0] : heard);
        }
    }

    private void hear(Connection connection, PGNotification[] heard) throws SQLException {
        failures = 0;
        boolean setup = Arrays.stream(heard).anyMatch(PostgresWatch::isSetup);
        if (heard.length == 0 || setup) {
            ask(connection);
        }
        if (!Arrays.stream(heard).allMatch(PostgresWatch::isSetup)) {
            tell(listener::changed);
        }
    }

    private static boolean isSetup(PGNotification notification) {
        return PostgresPushSetup.SETUP.equals(notification.getParameter());
    }

    private void ask(Connection connection) throws SQLException {
        PostgresPushSetup.State state = PostgresPushSetup.State.of(connection);
        if (!state.listening()) {
            throw new SQLException(
                    "the session does not keep its subscription; a pooler in between must hand out whole sessions",
                    "08000");
        }
        if (!state.installed()) {
            lose(
                    Hearing.NO_TRIGGERS,
                    "source \"" + id + "\" does not tell of its changes: the event triggers are not installed; next:"
                            + " schema-registry watch install " + id);
        } else if (hearing != Hearing.HINTS) {
            hearing = Hearing.HINTS;
            tell(listener::restored);
        }
    }

    private void lose(Hearing why, String reason) {
        if (hearing != why) {
            hearing = why;
            tell(() -> listener.lost(reason));
        }
    }

    private void tell(Runnable saying) {
        synchronized (speaking) {
            if (!closed) {
                saying.run();
            }
        }
    }

    private String sentence(Exception failure) {
        String doing = "listening for changes of source \"" + id + "\" at "
                + connections.settings().place();
        if (failure instanceof SQLException refused) {
            return String.valueOf(PostgresFailures.of(doing, refused).getMessage());
        }
        // Only our own errors are known to hold no secret.
        return doing + " failed: "
                + (failure instanceof RegistryException known
                        ? known.getMessage()
                        : failure.getClass().getSimpleName());
    }

    private void pause(Duration length) {
        try {
            boolean unused = ended.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException asked) {
            close();
        }
    }

    /** Cut rather than closed: a goodbye to a server that is silent could hang. */
    private void drop() {
        @Nullable Connection connection = open.getAndSet(null);
        if (connection == null) {
            return;
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("source {}: a connection that listened did not close cleanly", id, e);
        }
    }
}
