package dev.schemaregistry.connector.sqlite;

import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunReport.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks SQLite about one query that starts like a SELECT. That it is a single one, SQLite must agree to: it compiles inside of
 * parentheses, where neither another statement nor a semicolon can stand. That it only reads, the compiled program shows, see
 * {@link Opcodes}.
 */
final class QueryProbe {
    private static final int PLAN_LINES = 12;

    private final Connection connection;

    QueryProbe(Connection connection) {
        this.connection = connection;
    }

    /**
     * SQLite's opinion.
     *
     * @throws SQLException when the file failed, not when the query did
     */
    DryRunReport ask(String query) throws SQLException {
        try {
            Optional<String> forbidden = Opcodes.findForbidden(connection, query);
            if (forbidden.isPresent()) {
                return Reports.notARead("its program uses " + forbidden.get());
            }
            if (!fitsInParentheses(query)) {
                return Reports.notARead("it is not a single SELECT");
            }
            return Reports.accepted(plan(query), columns(query));
        } catch (SQLException e) {
            return Reports.of(e);
        }
    }

    private boolean fitsInParentheses(String query) throws SQLException {
        List<SqlTokens.Token> tokens = SqlTokens.ofOneStatement(query);
        String bare = query.substring(0, tokens.get(tokens.size() - 1).end());
        try (PreparedStatement statement = connection.prepareStatement("EXPLAIN SELECT * FROM (\n" + bare + "\n)")) {
            return statement.getMetaData().getColumnCount() > 0;
        } catch (SQLException e) {
            if (SqliteFailures.isAboutTheStatement(e)) {
                return false;
            }
            throw e;
        }
    }

    private List<Column> columns(String query) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            ResultSetMetaData meta = statement.getMetaData();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                // For an expression, which has no declared type, the driver makes one up.
                boolean declared = !meta.getTableName(i).isEmpty();
                columns.add(new Column(meta.getColumnLabel(i), declared ? meta.getColumnTypeName(i) : ""));
            }
        }
        return columns;
    }

    private String plan(String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        new CatalogQuery("EXPLAIN QUERY PLAN " + query)
                .forEach(connection, row -> lines.add(SqliteFailures.oneLine(row.text("detail"))));
        int shown = Math.min(lines.size(), PLAN_LINES);
        String more = lines.size() > PLAN_LINES ? "\n… " + (lines.size() - PLAN_LINES) + " more steps" : "";
        return lines.isEmpty() ? "no table is read" : String.join("\n", lines.subList(0, shown)) + more;
    }
}
