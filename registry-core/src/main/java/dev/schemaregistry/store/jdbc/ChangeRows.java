package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.store.jdbc.Columns.optionalText;
import static dev.schemaregistry.store.jdbc.Columns.text;

import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.change.SchemaChange.TableAdded;
import dev.schemaregistry.change.SchemaChange.TableRemoved;
import dev.schemaregistry.json.RegistryJson;
import dev.schemaregistry.model.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of {@code changes}. A table that came or went is not written twice: its schema is the version's. */
final class ChangeRows {
    private static final String ADDED = "TableAdded";
    private static final String REMOVED = "TableRemoved";

    private ChangeRows() {}

    static String kind(SchemaChange change) {
        return change.getClass().getSimpleName();
    }

    /** Null when the change says no more than its kind and the version's schema. */
    static @Nullable String json(SchemaChange change, Table ofVersion) {
        boolean same = (change instanceof TableAdded added && added.added().equals(ofVersion))
                || (change instanceof TableRemoved removed && removed.removed().equals(ofVersion));
        return same ? null : RegistryJson.write(change);
    }

    static SchemaChange read(String kind, ResultSet row) throws SQLException {
        Optional<String> json = optionalText(row, "change_json");
        if (json.isPresent()) {
            return RegistryJson.readChange(json.get());
        }
        Table table = RegistryJson.readTable(text(row, "schema_json"));
        return switch (kind) {
            case ADDED -> new TableAdded(table);
            case REMOVED -> new TableRemoved(table);
            default -> throw new IllegalArgumentException("a change of the kind " + kind + " lacks its two sides");
        };
    }
}
