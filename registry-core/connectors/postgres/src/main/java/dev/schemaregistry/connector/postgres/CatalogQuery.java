package dev.schemaregistry.connector.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A query on the server's catalogs, kept as a resource beside this class. */
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

    /** The same with some texts replaced, for what differs between server versions. */
    CatalogQuery with(Map<String, String> replacements) {
        String text = sql;
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            text = text.replace(replacement.getKey(), replacement.getValue());
        }
        return new CatalogQuery(text);
    }

    void forEach(Connection connection, RowReader reader, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i], java.sql.Types.OTHER);
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
        String text(String column) throws SQLException {
            return rows.getString(column);
        }

        Optional<String> find(String column) throws SQLException {
            return Optional.ofNullable(rows.getString(column));
        }

        boolean is(String column) throws SQLException {
            return rows.getBoolean(column);
        }

        int number(String column) throws SQLException {
            return rows.getInt(column);
        }

        /** OIDs are unsigned. */
        long oid(String column) throws SQLException {
            return rows.getLong(column);
        }

        /** Numbers separated by spaces; none for NULL. */
        List<Long> numbers(String column) throws SQLException {
            return find(column).filter(text -> !text.isEmpty()).stream()
                    .flatMap(text -> Arrays.stream(text.split(" ")))
                    .map(Long::valueOf)
                    .toList();
        }

        /** The elements of a {@code text[]}; none for NULL. */
        List<String> texts(String column) throws SQLException {
            java.sql.Array array = rows.getArray(column);
            return array == null ? List.of() : List.of((String[]) array.getArray());
        }
    }
}
