package dev.schemaregistry.contract.evaluate;

import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Registers of a PostgreSQL database only what a role may read: a way to say which tables are meant for agents. */
public final class ReadableTables {
    private static final String QUERY = "SELECT n.nspname, c.relname FROM pg_catalog.pg_class c"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND has_table_privilege(c.oid, 'SELECT')";

    private ReadableTables() {}

    /**
     * The context without the tables that the connection's role may not SELECT from.
     *
     * @throws SQLException when the server can't be asked
     */
    public static SchemaContext of(SchemaContext context, Connection connection) throws SQLException {
        Set<TableName> readable = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(QUERY);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String namespace = rows.getString(1).equals(context.defaultNamespace()) ? "" : rows.getString(1);
                readable.add(new TableName(namespace, rows.getString(2)));
            }
        }
        List<Table> tables = context.tables().stream()
                .filter(table -> readable.contains(table.name()))
                .toList();
        return SchemaContext.of(
                context.source(), context.dialect(), context.engine(), context.defaultNamespace(), tables, Map.of());
    }
}
