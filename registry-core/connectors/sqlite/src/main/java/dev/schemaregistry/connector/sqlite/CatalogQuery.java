package dev.schemaregistry.connector.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/** A query on a file's schema, kept as a resource beside this class. */
record CatalogQuery(String sql) {

    /** Does something with one row. */
    interface RowReader {
        void read(Row row) throws SQLException;
    }

    static CatalogQuery of(String resource) {
        try (InputStream in = Objects.requireNonNull(CatalogQuery.class.getResourceAsStream(resource), resource)) {
            return new CatalogQuery(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    void forEach(Connection connection, RowReader reader, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                Row row = new Row(rows);
                while (rows.next()) {
                    reader.read(row);
                }
            }
        }
    }

    /** The current row, its columns by name. */
    record Row(ResultSet rows) {
        /** Empty for NULL. */
        String text(String column) throws SQLException {
            return find(column).orElse("");
        }

        Optional<String> find(String column) throws SQLException {
            return Optional.ofNullable(rows.getString(column));
        }

        boolean is(String column) throws SQLException {
            return rows.getInt(column) != 0;
        }

        int number(String column) throws SQLException {
            return rows.getInt(column);
        }
    }
}
