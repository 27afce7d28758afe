package dev.schemaregistry.contract.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.schemaregistry.contract.ContractReport.Nullability;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.Table;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An empty database in memory that has the stored schema, and may touch neither files nor network. Binds queries, runs none.
 * Thread-safe: one at a time.
 */
final class DuckdbDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DuckdbDatabase.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TREE =
            "SELECT json_serialize_sql(?::VARCHAR, skip_null := true, skip_empty := true, skip_default := false)";

    /** Without the optimizer nothing is computed ahead of time, however large a constant would become. */
    private static final List<String> SANDBOX = List.of(
            "SET autoinstall_known_extensions = false",
            "SET autoload_known_extensions = false",
            "SET enable_external_access = false",
            "SET threads = 1",
            "SET memory_limit = '256MB'",
            "PRAGMA disable_optimizer",
            "SET lock_configuration = true");

    private final Connection connection;
    private final AtomicReference<@Nullable Statement> running = new AtomicReference<>();

    private DuckdbDatabase(Connection connection) {
        this.connection = connection;
    }

    static DuckdbDatabase holding(SchemaContext schema) {
        try {
            DuckdbDatabase database = new DuckdbDatabase(DriverManager.getConnection("jdbc:duckdb:", new Properties()));
            for (String setting : SANDBOX) {
                database.execute(setting);
            }
            database.layOut(schema);
            return database;
        } catch (SQLException e) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the schema of source \"" + schema.source() + "\" could not be laid out in an empty database",
                    e);
        }
    }

    private void layOut(SchemaContext schema) throws SQLException {
        Set<String> namespaces = new HashSet<>(Set.of("main"));
        for (Table table : schema.tables()) {
            String namespace = schema.nativeNamespace(table.name());
            if (!namespace.isEmpty() && namespaces.add(namespace)) {
                execute("CREATE SCHEMA IF NOT EXISTS " + DuckdbSchema.quoted(namespace));
            }
            execute(new DuckdbSchema(this).statement(namespace, table));
        }
        if (!schema.defaultNamespace().isEmpty() && namespaces.contains(schema.defaultNamespace())) {
            // The search path is no setting of the configuration, and can still be set.
            execute("USE " + DuckdbSchema.quoted(schema.defaultNamespace()));
        }
    }

    private synchronized void execute(String statement) throws SQLException {
        try (Statement made = connection.createStatement()) {
            made.execute(statement);
        }
    }

    /** How the engine reads a text: its statements, or an error; it takes only queries. */
    synchronized JsonNode tree(String text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TREE)) {
            running.set(statement);
            statement.setString(1, text);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return JSON.readTree(row.getString(1));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the engine's tree of a query is no JSON", e);
        } finally {
            running.set(null);
        }
    }

    /**
     * The result's columns.
     *
     * @throws SQLException with the engine's reason when the query can't be bound
     */
    synchronized List<ResultColumn> bind(String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            running.set(statement);
            try (ResultSet rows = statement.executeQuery("DESCRIBE " + query)) {
                List<ResultColumn> columns = new ArrayList<>();
                while (rows.next()) {
                    columns.add(new ResultColumn(
                            rows.getString(1), rows.getString(2), Optional.empty(), Nullability.UNKNOWN));
                }
                return columns;
            }
        } finally {
            running.set(null);
        }
    }

    /** Lets a table go by one more name. */
    synchronized void nameAlso(String alias, String namespace, Table table) throws SQLException {
        String prefix = namespace.isEmpty() ? "" : DuckdbSchema.quoted(namespace) + '.';
        execute("CREATE OR REPLACE TEMP VIEW " + DuckdbSchema.quoted(alias) + " AS SELECT * FROM " + prefix
                + DuckdbSchema.quoted(table.name().name()));
    }

    /** Takes such a name back. */
    synchronized void forget(String alias) throws SQLException {
        execute("DROP VIEW IF EXISTS temp." + DuckdbSchema.quoted(alias));
    }

    /** Ends what is under way. */
    void interrupt() {
        @Nullable Statement statement = running.get();
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                LOG.debug("a check could not be ended", e);
            }
        }
    }

    @Override
    public void close() {
        interrupt();
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("an empty database did not close", e);
        }
    }
}
