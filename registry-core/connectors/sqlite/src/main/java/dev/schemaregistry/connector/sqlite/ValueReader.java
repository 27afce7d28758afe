package dev.schemaregistry.connector.sqlite;

import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.profile.ProfileLimits;
import dev.schemaregistry.profile.ValueCounts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts the values of a table's text columns with one query, over its first rows. Used on one connection. */
final class ValueReader {
    private static final CatalogQuery COLUMNS = new CatalogQuery("SELECT name FROM pragma_table_xinfo(?, 'main')");

    private final Connection connection;
    private final ProfileLimits limits;

    ValueReader(Connection connection, ProfileLimits limits) {
        this.connection = connection;
        this.limits = limits;
    }

    List<ValueCounts> read(Table table, List<String> fields) throws SQLException {
        // A column that is gone would be taken for a text in quotes.
        Set<String> columns = new HashSet<>();
        COLUMNS.forEach(
                connection, row -> columns.add(row.text("name")), table.name().name());
        List<String> asked = fields.stream().filter(columns::contains).toList();
        if (asked.isEmpty() || table.kind() != TableKind.TABLE) {
            return List.of();
        }
        List<Map<String, Integer>> counts = asked.stream()
                .<Map<String, Integer>>map(field -> new TreeMap<>())
                .toList();
        new CatalogQuery(query(table.name().name(), asked))
                .forEach(connection, row -> counts.get(row.number("field")).put(row.text("value"), row.number("held")));
        List<ValueCounts> counted = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            if (!counts.get(i).isEmpty() && counts.get(i).size() <= limits.values()) {
                counted.add(new ValueCounts(asked.get(i), counts.get(i)));
            }
        }
        return counted;
    }

    private String query(String table, List<String> fields) {
        List<String> names = new ArrayList<>();
        List<String> selects = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            String quoted = quoted(fields.get(i));
            names.add("CASE WHEN typeof(" + quoted + ") = 'text' THEN substr(" + quoted + ", 1, "
                    + (limits.length() + 1) + ") END AS c" + i);
            selects.add("SELECT * FROM (SELECT " + i + " AS field, c" + i
                    + " AS value, count(*) AS held FROM looked_at WHERE c" + i + " IS NOT NULL GROUP BY 2 LIMIT "
                    + (limits.values() + 1) + ")");
        }
        return "WITH looked_at AS MATERIALIZED (SELECT " + String.join(", ", names) + " FROM main." + quoted(table)
                + " LIMIT " + limits.rows() + ") " + String.join(" UNION ALL ", selects);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
