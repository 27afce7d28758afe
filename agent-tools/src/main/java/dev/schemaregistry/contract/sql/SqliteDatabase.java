package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.ContractReport.Nullability;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An empty SQLite database in memory that has the stored schema. Compiles queries, runs none. Thread-safe: one at a time. */
final class SqliteDatabase implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SqliteDatabase.class);

    private final Connection connection;
    private final Map<Integer, String> tableByRootPage = new HashMap<>();

    private SqliteDatabase(Connection connection) {
        this.connection = connection;
    }

    static SqliteDatabase holding(SchemaContext schema) {
        return holding(schema.source(), schema.tables());
    }

    static SqliteDatabase holding(SourceId source, List<Table> tables) {
        try {
            SqliteDatabase database = new SqliteDatabase(DriverManager.getConnection("jdbc:sqlite::memory:"));
            database.create(tables);
            return database;
        } catch (SQLException e) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the schema of source \"" + source + "\" could not be laid out in an empty database: "
                            + e.getMessage(),
                    e);
        }
    }

    private void create(List<Table> tables) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Table table : tables) {
                create(statement, table);
            }
            try (ResultSet rows = statement.executeQuery("SELECT rootpage, tbl_name FROM sqlite_master")) {
                while (rows.next()) {
                    tableByRootPage.put(rows.getInt(1), rows.getString(2));
                }
            }
        }
    }

    private static void create(Statement statement, Table table) throws SQLException {
        try {
            statement.execute(SqliteSchema.full(table));
        } catch (SQLException refused) {
            LOGGER.debug("table {} is laid out by names and types alone", table.name(), refused);
            statement.execute(SqliteSchema.plain(table));
        }
    }

    /** What a query compiles to. */
    synchronized List<Instruction> compile(String query) throws SQLException {
        if (connection.isClosed()) {
            throw new IllegalStateException("the empty database was closed meanwhile");
        }
        try (PreparedStatement statement = connection.prepareStatement("EXPLAIN " + query);
                ResultSet rows = statement.executeQuery()) {
            List<Instruction> program = new ArrayList<>();
            while (rows.next()) {
                String argument = rows.getString(6);
                program.add(new Instruction(
                        rows.getString(2), rows.getInt(3), rows.getInt(4), argument == null ? "" : argument));
            }
            return program;
        }
    }

    /** The result's columns; the types are those the schema declares. */
    synchronized List<ResultColumn> columns(String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            ResultSetMetaData data = statement.getMetaData();
            List<ResultColumn> columns = new ArrayList<>();
            for (int at = 1; at <= data.getColumnCount(); at++) {
                boolean stored = !data.getTableName(at).isEmpty();
                columns.add(new ResultColumn(
                        data.getColumnName(at),
                        stored ? data.getColumnTypeName(at) : "",
                        Optional.empty(),
                        Nullability.UNKNOWN));
            }
            return columns;
        }
    }

    /** The table or index owner stored at a root page. */
    Optional<String> tableAt(int rootPage) {
        return Optional.ofNullable(tableByRootPage.get(rootPage));
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOGGER.debug("an empty database did not close", e);
        }
    }

    /**
     * One step of a compiled query.
     *
     * @param first its operand P1
     * @param second its operand P2
     * @param argument its operand P4
     */
    record Instruction(String opcode, int first, int second, String argument) {}
}
