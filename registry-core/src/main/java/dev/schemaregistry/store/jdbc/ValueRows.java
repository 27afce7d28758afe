package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.store.jdbc.Columns.instant;
import static dev.schemaregistry.store.jdbc.Columns.text;

import dev.schemaregistry.json.RegistryJson;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.spi.RegistryStore.TableValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of {@code field_values}. A row goes with the row of {@code table_meta} that it belongs to. */
final class ValueRows {
    private ValueRows() {}

    static Map.Entry<TableName, TableValues> read(ResultSet row) throws SQLException {
        return Map.entry(VersionRows.readName(row), new TableValues(fields(row), instant(row, "looked_at")));
    }

    static List<FieldValues> find(Session session, TableRef ref) throws SQLException {
        return stored(session, ref).orElse(List.of());
    }

    /** Whether the values moved. */
    static boolean put(Session session, TableRef ref, List<FieldValues> values, long at) throws SQLException {
        List<FieldValues> sorted =
                values.stream().sorted(Comparator.comparing(FieldValues::field)).toList();
        boolean moved = !find(session, ref).equals(sorted);
        int written = session.update(
                Statements.PUT_VALUES,
                RegistryJson.writeValues(sorted),
                at,
                ref.source().value(),
                ref.table().text());
        if (written == 0 || !moved) {
            return false;
        }
        EventRows.addValuesProfiled(session, ref, at);
        return true;
    }

    static boolean remove(Session session, TableRef ref, long at) throws SQLException {
        boolean some = !find(session, ref).isEmpty();
        session.update(
                Statements.REMOVE_VALUES, ref.source().value(), ref.table().text());
        if (some) {
            EventRows.addValuesProfiled(session, ref, at);
        }
        return some;
    }

    /** Forgets the values of fields that the table has no more; whoever follows its new version hears of that. */
    static void keepOnly(Session session, TableRef ref, Table table) throws SQLException {
        Optional<List<FieldValues>> stored = stored(session, ref);
        if (stored.isEmpty()) {
            return;
        }
        List<FieldValues> left = stored.get().stream()
                .filter(values -> table.hasField(values.field()))
                .toList();
        if (!left.equals(stored.get())) {
            session.update(
                    Statements.KEEP_VALUES,
                    RegistryJson.writeValues(left),
                    ref.source().value(),
                    ref.table().text());
        }
    }

    private static Optional<List<FieldValues>> stored(Session session, TableRef ref) throws SQLException {
        return session.find(
                ValueRows::fields,
                Statements.VALUES,
                ref.source().value(),
                ref.table().text());
    }

    private static List<FieldValues> fields(ResultSet row) throws SQLException {
        return RegistryJson.readValues(text(row, "values_json"));
    }
}
