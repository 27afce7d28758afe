package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.connector.postgres.CatalogQuery.Row;
import dev.schemaregistry.model.Check;
import dev.schemaregistry.model.Deferral;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.ForeignKey.Action;
import dev.schemaregistry.model.Key;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of {@code constraints.sql} of one table. */
final class Constraints {
    private static final Map<String, Action> ACTIONS = Map.of(
            "a", Action.NO_ACTION,
            "r", Action.RESTRICT,
            "c", Action.CASCADE,
            "n", Action.SET_NULL,
            "d", Action.SET_DEFAULT);

    private Optional<Key> primaryKey = Optional.empty();
    private final List<Key> uniqueKeys = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();

    void add(Row row, FieldNames names, Namespaces namespaces) throws SQLException {
        switch (row.text("contype")) {
            case "p" -> primaryKey = Optional.of(key(row, names));
            case "u" -> uniqueKeys.add(key(row, names));
            case "f" -> foreignKeys.add(foreignKey(row, names, namespaces));
            default -> checks.add(new Check(row.text("conname"), row.text("definition")));
        }
    }

    Optional<Key> primaryKey() {
        return primaryKey;
    }

    List<Key> uniqueKeys() {
        return uniqueKeys;
    }

    List<ForeignKey> foreignKeys() {
        return foreignKeys;
    }

    List<Check> checks() {
        return checks;
    }

    private static Key key(Row row, FieldNames names) throws SQLException {
        return new Key(
                row.text("conname"),
                names.of(row.oid("conrelid"), row.numbers("fields")),
                !row.is("nulls_not_distinct"),
                deferral(row));
    }

    private static ForeignKey foreignKey(Row row, FieldNames names, Namespaces namespaces) throws SQLException {
        return new ForeignKey(
                row.text("conname"),
                names.of(row.oid("conrelid"), row.numbers("fields")),
                namespaces.table(row.text("referenced_namespace"), row.text("referenced_name")),
                names.of(row.oid("confrelid"), row.numbers("referenced_fields")),
                ACTIONS.getOrDefault(row.text("confdeltype"), Action.NO_ACTION),
                ACTIONS.getOrDefault(row.text("confupdtype"), Action.NO_ACTION),
                row.text("confmatchtype").equals("f"),
                deferral(row));
    }

    private static Deferral deferral(Row row) throws SQLException {
        if (!row.is("condeferrable")) {
            return Deferral.NOT_DEFERRABLE;
        }
        return row.is("condeferred") ? Deferral.INITIALLY_DEFERRED : Deferral.INITIALLY_IMMEDIATE;
    }
}
