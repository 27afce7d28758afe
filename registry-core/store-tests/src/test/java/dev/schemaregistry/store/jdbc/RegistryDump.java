package dev.schemaregistry.store.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every row of a registry as text, by table: what one registry is compared with another by. Knows nothing of how one is copied. */
final class RegistryDump {
    /** Of no registry's content: what each was made with. */
    private static final List<String> OF_ITS_OWN =
            List.of("registry_migrations", "sqlite_sequence", "sqlite_stat1", "sqlite_stat4");

    private RegistryDump() {}

    static Map<String, List<String>> of(Connection connection) throws SQLException {
        Map<String, List<String>> tables = new TreeMap<>();
        for (String table : tables(connection)) {
            List<String> rows = rows(connection, table);
            if (!table.equals("audit")) {
                rows.sort(null);
            }
            tables.put(table, rows);
        }
        return tables;
    }

    static List<String> tables(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        boolean file = connection.getMetaData().getURL().startsWith("jdbc:sqlite");
        String sql = file
                ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                : "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        names.removeAll(OF_ITS_OWN);
        return names;
    }

    private static List<String> rows(Connection connection, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        String order = table.equals("audit") ? " ORDER BY id" : "";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM " + table + order)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    String name = row.getMetaData().getColumnName(i);
                    if (!(table.equals("audit") && name.equals("id"))) {
                        text.append(name).append('=').append(row.getString(i)).append('|');
                    }
                }
                rows.add(text.toString());
            }
        }
        return rows;
    }
}
