package dev.schemaregistry.store.jdbc;

import dev.schemaregistry.error.InvalidRequestException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads every stored schema. A page can be sound and what is written on it not. */
final class StoredSchemas {
    private static final int MOST = 10;

    private final List<String> findings = new ArrayList<>();

    private StoredSchemas() {}

    static List<String> findings(Session session) throws SQLException {
        StoredSchemas schemas = new StoredSchemas();
        session.each(schemas::look, Statements.ALL_VERSIONS);
        return schemas.findings;
    }

    private void look(ResultSet row) throws SQLException {
        if (findings.size() == MOST) {
            return;
        }
        try {
            VersionRows.read(row);
        } catch (InvalidRequestException | IllegalArgumentException malformed) {
            findings.add("revision " + row.getLong("revision") + " of the table " + row.getString("source_id") + '.'
                    + row.getString("table_name") + " cannot be read: " + malformed.getMessage());
        }
    }
}
