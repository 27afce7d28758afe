package dev.schemaregistry.connector.sqlite;

import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableStatistics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * How many rows tables have, as far as that is cheap: what ANALYZE noted; else a count that stops at {@value #COUNTED}; else the
 * span of the row numbers, which is too high where rows were deleted, and at most what the file has room for.
 */
final class RowCounts {
    private static final int COUNTED = 10_000;
    /** SQLite allows 500 SELECTs in one statement. */
    private static final int AT_ONCE = 100;
    /** No row takes less room in a file. */
    private static final long LEAST_BYTES = 4;

    private static final CatalogQuery NOTED_TABLE =
            new CatalogQuery("SELECT name FROM sqlite_schema WHERE name = 'sqlite_stat1'");
    private static final CatalogQuery NOTED =
            new CatalogQuery("SELECT tbl, max(CAST(stat AS INTEGER)) AS rows FROM sqlite_stat1 GROUP BY tbl");
    private static final CatalogQuery FILE =
            new CatalogQuery("SELECT unixepoch('now') AS now, c.page_count * s.page_size AS bytes"
                    + " FROM pragma_page_count AS c, pragma_page_size AS s");

    private final Connection connection;
    private final Map<String, Long> rows = new HashMap<>();

    RowCounts(Connection connection) {
        this.connection = connection;
    }

    Map<TableName, TableStatistics> of(Collection<TableDraft> drafts) throws SQLException {
        long[] clockAndSize = new long[2];
        FILE.forEach(connection, row -> {
            clockAndSize[0] = row.rows().getLong("now");
            clockAndSize[1] = row.rows().getLong("bytes");
        });
        readNoted();
        List<TableDraft> left = drafts.stream()
                .filter(draft -> draft.kind() == TableKind.TABLE && !rows.containsKey(draft.name()))
                .toList();
        for (int i = 0; i < left.size(); i += AT_ONCE) {
            countIfPossible(left.subList(i, Math.min(left.size(), i + AT_ONCE)), clockAndSize[1] / LEAST_BYTES);
        }
        Instant at = Instant.ofEpochSecond(clockAndSize[0]);
        return rows.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> TableName.of(entry.getKey()),
                        entry -> new TableStatistics(OptionalLong.of(entry.getValue()), OptionalLong.empty(), at)));
    }

    private void readNoted() throws SQLException {
        List<String> found = new ArrayList<>();
        NOTED_TABLE.forEach(connection, row -> found.add(row.text("name")));
        if (!found.isEmpty()) {
            NOTED.forEach(
                    connection,
                    row -> rows.put(row.text("tbl"), Math.max(0, row.rows().getLong("rows"))));
        }
    }

    /** A table that needs what is not here, such as a collation of its application, stays without a count. */
    private void countIfPossible(List<TableDraft> drafts, long most) throws SQLException {
        try {
            count(drafts, most);
        } catch (SQLException e) {
            if (!SqliteFailures.isAboutTheStatement(e)) {
                throw e;
            }
            if (drafts.size() > 1) {
                countIfPossible(drafts.subList(0, drafts.size() / 2), most);
                countIfPossible(drafts.subList(drafts.size() / 2, drafts.size()), most);
            }
        }
    }

    private void count(List<TableDraft> drafts, long most) throws SQLException {
        List<String> selects = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            TableDraft draft = drafts.get(i);
            String table = '"' + draft.name().replace("\"", "\"\"") + '"';
            String span = draft.hasRowid() ? "(SELECT max(rowid) - min(rowid) + 1 FROM main." + table + ')' : "NULL";
            selects.add("SELECT " + i + " AS place, (SELECT count(*) FROM (SELECT 1 FROM main." + table + " LIMIT "
                    + (COUNTED + 1) + ")) AS counted, " + span + " AS span");
        }
        new CatalogQuery(String.join(" UNION ALL ", selects)).forEach(connection, row -> {
            long counted = row.rows().getLong("counted");
            long span = Math.min(row.rows().getLong("span"), most);
            if (counted <= COUNTED || span > COUNTED) {
                rows.put(drafts.get(row.number("place")).name(), counted <= COUNTED ? counted : span);
            }
        });
    }
}
