package dev.schemaregistry.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.sqlite.SQLiteDataSource;

/**
 * Connections that read a file, made when needed and used again. Thread-safe.
 *
 * <p>A pool made for servers would go on trying for its timeout when a file is damaged; here the first failure is the answer, and no
 * thread keeps house.
 */
final class SqliteReaders implements AutoCloseable {
    private final SQLiteDataSource source;
    private final int most;
    private final Semaphore permits;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    SqliteReaders(SQLiteDataSource source, int most) {
        this.source = source;
        this.most = most;
        this.permits = new Semaphore(most, true);
    }

    <T> T read(Database.Work<T> work) throws SQLException {
        permits.acquireUninterruptibly();
        try {
            Connection connection = take();
            boolean sound = false;
            try {
                T value = work.run(new Session(connection));
                sound = true;
                return value;
            } finally {
                giveBack(connection, sound);
            }
        } finally {
            permits.release();
        }
    }

    /** As {@link #read}, all of it as it was at the first statement. */
    <T> T snapshot(Database.Work<T> work) throws SQLException {
        return read(session -> {
            try (Statement statement = session.connection().createStatement()) {
                statement.execute("BEGIN");
                T value = work.run(session);
                statement.execute("COMMIT");
                return value;
            }
        });
    }

    private Connection take() throws SQLException {
        if (closed) {
            throw new SQLException("it is closed");
        }
        Connection connection = idle.poll();
        if (connection != null) {
            return connection;
        }
        connection = source.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = ON");
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
        return connection;
    }

    private void giveBack(Connection connection, boolean sound) throws SQLException {
        if (sound && !closed) {
            idle.push(connection);
            return;
        }
        connection.close();
    }

    /** Waits for those who read. */
    @Override
    public void close() throws SQLException {
        permits.acquireUninterruptibly(most);
        closed = true;
        permits.release(most);
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }
}
