package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.model.DataType.Scalar;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.profile.ProfileLimits;
import dev.schemaregistry.profile.ValueCounts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts the values of a table's text columns with one query, over some rows of it: all of a small table, else those of pages from
 * all over it, always the same ones. Used inside of one transaction.
 */
final class ValueReader {
    private static final CatalogQuery COLUMNS = CatalogQuery.of("value-columns.sql");
    /** Where a scan starts, and how many processes take part in it, would else change which rows come first. */
    private static final String SAME_ROWS =
            "SET LOCAL synchronize_seqscans = off; SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL statement_timeout = ";

    /** A column, and how it is written in a query. */
    private record Source(String name, String quoted, String place, double rows) {}

    private final Connection connection;
    private final Namespaces namespaces;
    private final ProfileLimits limits;

    ValueReader(Connection connection, Namespaces namespaces, ProfileLimits limits) {
        this.connection = connection;
        this.namespaces = namespaces;
        this.limits = limits;
    }

    /** @param timeout of the statement, in milliseconds */
    List<ValueCounts> read(Table table, List<String> fields, long timeout) throws SQLException {
        List<Source> columns = columns(table, Set.copyOf(fields));
        if (columns.isEmpty()) {
            return List.of();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(SAME_ROWS + timeout);
        }
        List<Map<String, Integer>> counts = columns.stream()
                .<Map<String, Integer>>map(column -> new TreeMap<>())
                .toList();
        new CatalogQuery(query(columns))
                .forEach(connection, row -> counts.get(row.number("field")).put(row.text("value"), row.number("held")));
        List<ValueCounts> counted = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!counts.get(i).isEmpty() && counts.get(i).size() <= limits.values()) {
                counted.add(new ValueCounts(columns.get(i).name(), counts.get(i)));
            }
        }
        return counted;
    }

    private List<Source> columns(Table table, Set<String> wanted) throws SQLException {
        List<Source> columns = new ArrayList<>();
        String namespace = table.name().namespace();
        COLUMNS.forEach(
                connection,
                row -> {
                    String name = row.text("attname");
                    if (wanted.contains(name) && isText(table, name)) {
                        columns.add(new Source(
                                name,
                                row.text("quoted"),
                                row.text("place"),
                                row.rows().getDouble("reltuples")));
                    }
                },
                namespace.isEmpty() ? namespaces.defaultNamespace() : namespace,
                table.name().name());
        return columns;
    }

    private static boolean isText(Table table, String field) {
        return table.findField(field)
                .filter(found -> found.type() instanceof Scalar scalar && scalar.kind() == ScalarKind.STRING)
                .isPresent();
    }

    private String query(List<Source> columns) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            names.add("left(" + columns.get(i).quoted() + "::text, " + (limits.length() + 1) + ") AS c" + i);
            values.add("(" + i + ", c" + i + ")");
        }
        return "SELECT field, value, held FROM (SELECT v.field, v.value, count(*) AS held,"
                + " row_number() OVER (PARTITION BY v.field ORDER BY v.value COLLATE \"C\") AS place"
                + " FROM (SELECT " + String.join(", ", names) + " FROM " + rows(columns.get(0)) + " LIMIT "
                + limits.rows()
                + ") s CROSS JOIN LATERAL (VALUES " + String.join(", ", values) + ") v(field, value)"
                + " WHERE v.value IS NOT NULL GROUP BY v.field, v.value) c"
                + " WHERE place <= " + (limits.values() + 1);
    }

    private String rows(Source column) {
        if (column.rows() <= limits.rows()) {
            return column.place();
        }
        // A few more, since pages are chosen and not rows.
        double percent = Math.min(100, 120.0 * limits.rows() / column.rows());
        return column.place() + String.format(Locale.ROOT, " TABLESAMPLE SYSTEM (%.6f) REPEATABLE (1)", percent);
    }
}
