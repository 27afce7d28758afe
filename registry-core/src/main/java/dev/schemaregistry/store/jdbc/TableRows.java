package dev.schemaregistry.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table with all columns that move, as texts and numbers: the two types that the tables have.
 *
 * @param columns names, in the order of the values
 * @param numbers which of the columns hold numbers
 */
record TableRows(RegistryTable table, List<String> columns, Set<String> numbers) {
    TableRows {
        columns = List.copyOf(columns);
        numbers = Set.copyOf(numbers);
    }

    /** As the database has the table now. */
    static TableRows of(RegistryTable table, Session session) throws SQLException {
        String sql = "SELECT * FROM " + table.sqlName() + " WHERE 1 = 0";
        try (PreparedStatement statement = session.connection().prepareStatement(sql);
                ResultSet none = statement.executeQuery()) {
            ResultSetMetaData meta = none.getMetaData();
            List<String> columns = new ArrayList<>();
            Set<String> numbers = new HashSet<>();
            for (int place = 1; place <= meta.getColumnCount(); place++) {
                String name = meta.getColumnName(place);
                if (!table.isNumber(name)) {
                    columns.add(name);
                }
                if (isNumeric(meta.getColumnTypeName(place))) {
                    numbers.add(name);
                }
            }
            return new TableRows(table, columns, numbers);
        }
    }

    /** SQLite says INTEGER, PostgreSQL int8. */
    private static boolean isNumeric(String type) {
        return type.toLowerCase(Locale.ROOT).startsWith("int");
    }

    /** Copies the rows and returns what they were. */
    TableDigest copy(Session from, Session to, Runnable onRow) throws SQLException {
        TableDigest digest = new TableDigest();
        try (Batch batch = to.batch(table.insert(columns))) {
            from.each(
                    row -> {
                        @Nullable Object[] values = values(row);
                        digest.add(withPlace(values, digest.rows()));
                        batch.add(Batch.ALWAYS_WRITES, values);
                        onRow.run();
                    },
                    table.select(columns));
            batch.flush(Batch.ALWAYS_WRITES);
        }
        return digest;
    }

    /** What the rows are. */
    TableDigest digest(Session session, Runnable onRow) throws SQLException {
        TableDigest digest = new TableDigest();
        session.each(
                row -> {
                    digest.add(withPlace(values(row), digest.rows()));
                    onRow.run();
                },
                table.select(columns));
        return digest;
    }

    private @Nullable Object[] values(ResultSet row) throws SQLException {
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.contains(columns.get(i)) ? number(row, i + 1) : row.getString(i + 1);
        }
        return values;
    }

    private static @Nullable Long number(ResultSet row, int place) throws SQLException {
        long value = row.getLong(place);
        return row.wasNull() ? null : value;
    }

    /** Where the order counts, a row in another place is another row. */
    private @Nullable Object[] withPlace(@Nullable Object[] values, long place) {
        if (!table.isOrdered()) {
            return values;
        }
        @Nullable Object[] placed = Arrays.copyOf(values, values.length + 1);
        placed[values.length] = place;
        return placed;
    }
}
