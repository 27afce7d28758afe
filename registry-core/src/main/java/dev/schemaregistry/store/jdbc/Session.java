package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.error.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements on one connection, inside one transaction. Confined to one thread. */
record Session(Connection connection) {
    private static final int FETCHED = 200;

    /** Makes a value of the row the cursor stands on. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Takes the row the cursor stands on. */
    @FunctionalInterface
    interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    <T> List<T> list(RowReader<T> reader, String sql, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> values = new ArrayList<>();
                while (rows.next()) {
                    values.add(read(reader, rows));
                }
                return values;
            }
        }
    }

    /** Hands over the rows as they come, so that a table may be larger than memory; on PostgreSQL only inside a transaction. */
    void each(RowConsumer consumer, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCHED);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    consumer.accept(rows);
                }
            }
        }
    }

    /** The first row's value. */
    <T> Optional<T> find(RowReader<T> reader, String sql, @Nullable Object... arguments) throws SQLException {
        return list(reader, sql, arguments).stream().findFirst();
    }

    /** The number of rows written. */
    int update(String sql, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            return statement.executeUpdate();
        }
    }

    Batch batch(String sql) throws SQLException {
        return new Batch(connection.prepareStatement(sql));
    }

    static void bind(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
    }

    /** What was stored was valid when it was written, so a row that can't be read was damaged. */
    private static <T> T read(RowReader<T> reader, ResultSet row) throws SQLException {
        try {
            return reader.read(row);
        } catch (InvalidRequestException | IllegalArgumentException malformed) {
            throw new StoreException(
                    ErrorCode.STORE_CORRUPT,
                    "a row of the registry cannot be read: " + malformed.getMessage()
                            + "; restore the registry from a backup, or introspect its sources into a new one",
                    malformed);
        }
    }
}
