package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunReport.Column;
import dev.schemaregistry.spi.DryRunReport.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;

/**
 * Asks about one query on one connection, in a transaction that is rolled back.
 *
 * <p>That it is a single statement, two must agree on: the driver's lexer, and the server, which takes no second statement in a
 * Parse message. That it is a read, the server tells: a statement that returns nothing has no row description, and a plan names
 * the nodes that write or lock.
 */
final class QueryProbe {
    private static final String EXPLAIN = "EXPLAIN (FORMAT JSON) ";
    private static final int DESCRIBE =
            QueryExecutor.QUERY_ONESHOT | QueryExecutor.QUERY_DESCRIBE_ONLY | QueryExecutor.QUERY_SUPPRESS_BEGIN;

    private final BaseConnection connection;
    private final Duration timeout;

    QueryProbe(Connection connection, Duration timeout) throws SQLException {
        this.connection = connection.unwrap(BaseConnection.class);
        this.timeout = timeout;
    }

    /**
     * The server's opinion.
     *
     * @throws SQLException when the connection failed, not when the query did
     */
    DryRunReport ask(String query) throws SQLException {
        if (query.indexOf('\0') >= 0) {
            return Reports.rejected("22021", "the text holds a NUL character, which PostgreSQL has not");
        }
        List<NativeQuery> statements = split(query).stream()
                .filter(statement -> !isOnlyComment(statement.nativeSql))
                .toList();
        if (statements.size() != 1 || statements.get(0).nativeSql.isBlank()) {
            return Reports.rejected("42601", "expected exactly one statement, found " + statements.size());
        }
        try {
            begin();
            return ask(query, statements.get(0));
        } finally {
            connection.rollback();
        }
    }

    /** Blanks and comments, as the driver's lexer reads them: the server does not take them for a statement either. */
    private static boolean isOnlyComment(String sql) {
        char[] text = sql.toCharArray();
        for (int at = 0; at < text.length; at++) {
            int end = Parser.parseBlockComment(text, Parser.parseLineComment(text, at));
            boolean blank = end == at && Character.isWhitespace(text[at]);
            if (end == at && !blank) {
                return false;
            }
            at = end;
        }
        return true;
    }

    private List<NativeQuery> split(String text) throws SQLException {
        return Parser.parseJdbcSql(text, connection.getStandardConformingStrings(), false, true, false, false);
    }

    private DryRunReport ask(String query, NativeQuery statement) throws SQLException {
        int parameters = Parameters.highest(query, connection.getStandardConformingStrings());
        if (parameters > Parameters.MOST) {
            return Reports.rejected("42P02", "there is no parameter $" + parameters);
        }
        List<Column> columns;
        try {
            // The whole text, not the lexer's part of it: were there more statements, the server would say so.
            Optional<Field[]> fields = describe(new NativeQuery(query, new int[parameters], false, statement.command));
            if (fields.isEmpty()) {
                return Reports.notARead("it returns no rows");
            }
            columns = columns(fields.get());
        } catch (SQLException e) {
            return Reports.of(e, 0);
        }
        return parameters == 0 ? explain(query, statement.nativeSql, columns) : Reports.typedOnly(columns);
    }

    private DryRunReport explain(String query, String sql, List<Column> columns) throws SQLException {
        int before = query.codePointCount(0, Math.max(0, query.indexOf(sql)));
        if (split(EXPLAIN + sql).size() != 1) {
            return Reports.notARead("it is not a single statement");
        }
        try {
            return report(ExplainedPlan.parse(planOf(EXPLAIN + sql)), columns);
        } catch (SQLException e) {
            return Reports.of(e, before - EXPLAIN.length());
        }
    }

    private void begin() throws SQLException {
        PostgresConnections.waitAtMost(connection, timeout);
        long milliseconds = Math.max(1, timeout.toMillis());
        execute("SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = " + milliseconds
                + "; SET LOCAL lock_timeout = " + milliseconds
                + "; SET LOCAL idle_in_transaction_session_timeout = " + 2 * milliseconds);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Parse and Describe, without Bind and Execute; empty for a statement that returns no rows. */
    private Optional<Field[]> describe(NativeQuery statement) throws SQLException {
        QueryExecutor executor = connection.getQueryExecutor();
        Query query = executor.wrap(List.of(statement));
        List<Field[]> described = new ArrayList<>();
        ResultHandlerBase handler = new ResultHandlerBase() {
            @Override
            public void handleResultRows(Query of, Field[] fields, List<Tuple> rows, @Nullable ResultCursor cursor) {
                described.add(fields);
            }

            @Override
            public void handleWarning(SQLWarning warning) {
                // A notice such as "there is no transaction in progress" is no opinion on the query.
            }
        };
        try {
            executor.execute(query, query.createParameterList(), handler, 0, 0, DESCRIBE);
        } finally {
            query.close();
        }
        return described.stream().findFirst();
    }

    private List<Column> columns(Field[] fields) throws SQLException {
        List<Column> columns = new ArrayList<>();
        String sql = "SELECT format_type(t.oid, t.modifier) FROM unnest(?::oid[], ?::int[])"
                + " WITH ORDINALITY t(oid, modifier, place) ORDER BY t.place";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Object[] types = new Object[fields.length];
            Object[] modifiers = new Object[fields.length];
            for (int i = 0; i < fields.length; i++) {
                types[i] = Integer.toUnsignedLong(fields[i].getOID());
                modifiers[i] = fields[i].getMod();
            }
            statement.setArray(1, connection.createArrayOf("int8", types));
            statement.setArray(2, connection.createArrayOf("int4", modifiers));
            try (ResultSet rows = statement.executeQuery()) {
                for (Field field : fields) {
                    rows.next();
                    columns.add(new Column(field.getColumnLabel(), rows.getString(1)));
                }
            }
        }
        return columns;
    }

    private String planOf(String explain) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(explain)) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
        }
        return plan.toString();
    }

    private static DryRunReport report(ExplainedPlan plan, List<Column> columns) {
        if (plan.forbidden().isPresent()) {
            return Reports.notARead("it " + plan.forbidden().get());
        }
        return new DryRunReport(
                Verdict.ACCEPTED,
                "",
                "",
                "",
                OptionalInt.empty(),
                Optional.of(plan.text()),
                OptionalDouble.of(plan.cost()),
                OptionalDouble.of(plan.rows()),
                columns);
    }
}
