package dev.schemaregistry.benchmarks;

import dev.schemaregistry.connector.postgres.PostgresConnectorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The PostgreSQL connector's own queries in a plain loop that reads every column and keeps nothing. */
final class BareCatalog implements AutoCloseable {
    private static final List<String> QUERIES = List.of("server", "relations", "columns", "constraints", "indexes");

    private final Connection connection;

    /** @param connection open already, so that connecting does not count */
    BareCatalog(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    /** Returns how many values were read. */
    long read() {
        try {
            begin();
            Set<String> types = new TreeSet<>();
            long values = 0;
            for (String query : QUERIES) {
                values += run(sql(query), types);
            }
            values += run(sql("types"), types, types.toArray(String[]::new));
            connection.rollback();
            return values;
        } catch (SQLException failed) {
            throw new IllegalStateException("the catalogs can't be read", failed);
        }
    }

    String fingerprint() {
        try (PreparedStatement statement = connection.prepareStatement(sql("fingerprint"))) {
            begin();
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                String mark = rows.getString(1);
                connection.rollback();
                return mark;
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the fingerprint can't be read", failed);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Under the settings that the connector chooses. */
    private void begin() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL search_path = '';"
                    + " SET LOCAL jit = off");
        }
    }

    private long run(String sql, Set<String> types, String... oids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (oids.length > 0) {
                statement.setObject(1, '{' + String.join(",", oids) + '}', java.sql.Types.OTHER);
            }
            long values = 0;
            try (ResultSet rows = statement.executeQuery()) {
                int width = rows.getMetaData().getColumnCount();
                int typeColumn = sql.contains("AS native_type") && oids.length == 0 ? rows.findColumn("atttypid") : 0;
                while (rows.next()) {
                    for (int column = 1; column <= width; column++) {
                        String value = rows.getString(column);
                        values += value == null ? 0 : 1;
                        if (column == typeColumn) {
                            types.add(value);
                        }
                    }
                }
            }
            return values;
        }
    }

    private static String sql(String query) {
        try (InputStream in = PostgresConnectorFactory.class.getResourceAsStream(query + ".sql")) {
            return new String(Objects.requireNonNull(in, query).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
