package dev.schemaregistry.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** The least that a durable write to SQLite costs on this machine. For one thread. */
final class PlainInserts implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement insert;

    private PlainInserts(Connection connection) throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement("INSERT INTO counter (number, words) VALUES (?, ?)");
    }

    static PlainInserts into(Path file) {
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = FULL");
                statement.execute("CREATE TABLE counter (number INTEGER, words TEXT)");
            }
            return new PlainInserts(connection);
        } catch (SQLException failed) {
            throw failed(failed);
        }
    }

    void insert(int number) {
        try {
            insert.setInt(1, number);
            insert.setString(2, "Stood at " + number);
            insert.executeUpdate();
        } catch (SQLException failed) {
            throw failed(failed);
        }
    }

    @Override
    public void close() {
        try (connection) {
            insert.close();
        } catch (SQLException failed) {
            throw failed(failed);
        }
    }

    private static IllegalStateException failed(SQLException cause) {
        return new IllegalStateException("the plain SQLite file can't be written", cause);
    }
}
