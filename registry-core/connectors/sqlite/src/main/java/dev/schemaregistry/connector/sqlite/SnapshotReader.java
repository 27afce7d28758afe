package dev.schemaregistry.connector.sqlite;

import dev.schemaregistry.connector.sqlite.CatalogQuery.Row;
import dev.schemaregistry.model.Deferral;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.ForeignKey.Action;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a whole file with a handful of queries, however many tables it has. Used once, inside of one transaction. */
final class SnapshotReader {
    private static final CatalogQuery TABLES = CatalogQuery.of("tables.sql");
    private static final CatalogQuery COLUMNS = CatalogQuery.of("columns.sql");
    private static final CatalogQuery OTHER_COLUMNS = CatalogQuery.of("other_columns.sql");
    private static final CatalogQuery COLUMNS_OF_ONE = CatalogQuery.of("columns_of_one.sql");
    private static final CatalogQuery INDEXES = CatalogQuery.of("indexes.sql");
    private static final CatalogQuery FOREIGN_KEYS = CatalogQuery.of("foreign_keys.sql");
    private static final CatalogQuery ENGINE = new CatalogQuery("SELECT sqlite_version() AS version");

    private static final Map<String, String> ORIGINS = Map.of("pk", "primary key", "u", "unique");

    private final Connection connection;
    private final Map<String, TableDraft> drafts = new LinkedHashMap<>();

    SnapshotReader(Connection connection) {
        this.connection = connection;
    }

    Snapshot read() throws SQLException {
        List<String> versions = new ArrayList<>();
        ENGINE.forEach(connection, row -> versions.add(row.text("version")));
        TABLES.forEach(connection, row -> drafts.put(row.text("name"), new TableDraft(row)));
        COLUMNS.forEach(connection, this::addColumn);
        readOtherColumns();
        readIndexes();
        readForeignKeys();
        return new Snapshot(
                "SQLite " + versions.get(0),
                "main",
                drafts.values().stream().map(TableDraft::build).toList(),
                new RowCounts(connection).of(drafts.values()),
                List.of(),
                List.of());
    }

    private void addColumn(Row row) throws SQLException {
        TableDraft draft = drafts.get(row.text("table_name"));
        if (draft != null) {
            draft.addColumn(row);
        }
    }

    /** A view on a table that is gone, or a virtual table of a module that is not here, fails the query for all. */
    private void readOtherColumns() throws SQLException {
        List<TableDraft> others = drafts.values().stream()
                .filter(draft -> draft.kind() != TableKind.TABLE)
                .toList();
        try {
            // Checked before anything is kept: the failure may come after the first rows.
            OTHER_COLUMNS.forEach(connection, row -> {});
            OTHER_COLUMNS.forEach(connection, this::addColumn);
        } catch (SQLException e) {
            if (!SqliteFailures.isAboutTheStatement(e)) {
                throw e;
            }
            for (TableDraft draft : others) {
                readColumnsOf(draft);
            }
        }
    }

    private void readColumnsOf(TableDraft draft) throws SQLException {
        try {
            COLUMNS_OF_ONE.forEach(connection, draft::addColumn, draft.name());
        } catch (SQLException e) {
            if (!SqliteFailures.isAboutTheStatement(e)) {
                throw e;
            }
            draft.addProperty("broken", SqliteFailures.sentence(e));
        }
    }

    /** A row of {@code indexes.sql}. */
    private record IndexedPart(
            String table,
            String name,
            boolean unique,
            String origin,
            Optional<String> sql,
            Optional<String> field,
            boolean descending) {
        static IndexedPart of(Row row) throws SQLException {
            return new IndexedPart(
                    row.text("table_name"),
                    row.text("name"),
                    row.is("unique"),
                    row.text("origin"),
                    row.find("sql"),
                    row.find("field"),
                    row.is("desc"));
        }
    }

    private void readIndexes() throws SQLException {
        Map<String, List<IndexedPart>> byName = new LinkedHashMap<>();
        INDEXES.forEach(connection, row -> {
            IndexedPart part = IndexedPart.of(row);
            byName.computeIfAbsent(part.name(), name -> new ArrayList<>()).add(part);
        });
        byName.values().forEach(this::addIndex);
    }

    private void addIndex(List<IndexedPart> parts) {
        IndexedPart first = parts.get(0);
        TableDraft draft = drafts.get(first.table());
        if (draft == null) {
            return;
        }
        IndexText text = first.sql().map(IndexText::of).orElse(IndexText.NONE);
        List<Index.Part> indexed = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            IndexedPart part = parts.get(i);
            String expression = i < text.parts().size() ? text.parts().get(i) : "";
            indexed.add(
                    new Index.Part(part.field().orElse(expression), part.field().isEmpty(), part.descending()));
        }
        draft.addIndex(new Index(
                first.name(),
                indexed,
                first.unique(),
                "btree",
                text.predicate(),
                List.of(),
                first.sql(),
                Optional.ofNullable(ORIGINS.get(first.origin()))
                        .map(origin -> Map.of("constraint", origin))
                        .orElse(Map.of())));
        if (first.origin().equals("u")) {
            List<String> fields = indexed.stream().map(Index.Part::text).toList();
            draft.addUniqueKey(new Key("", fields, true, Deferral.NOT_DEFERRABLE));
        }
    }

    /** A row of {@code foreign_keys.sql}. */
    private record Reference(
            String table,
            int id,
            String referenced,
            String field,
            Optional<String> to,
            String onDelete,
            String onUpdate) {
        static Reference of(Row row) throws SQLException {
            return new Reference(
                    row.text("table_name"),
                    row.number("id"),
                    row.text("referenced"),
                    row.text("field"),
                    row.find("referenced_field"),
                    row.text("on_delete"),
                    row.text("on_update"));
        }
    }

    private void readForeignKeys() throws SQLException {
        Map<String, List<Reference>> byKey = new LinkedHashMap<>();
        FOREIGN_KEYS.forEach(connection, row -> {
            Reference reference = Reference.of(row);
            byKey.computeIfAbsent(reference.table() + '\0' + reference.id(), key -> new ArrayList<>())
                    .add(reference);
        });
        byKey.values().forEach(this::addForeignKey);
    }

    private void addForeignKey(List<Reference> references) {
        Reference first = references.get(0);
        TableDraft draft = drafts.get(first.table());
        if (draft == null) {
            return;
        }
        Optional<TableDraft> referenced = draftIgnoringCase(first.referenced());
        List<String> fields = references.stream().map(Reference::field).toList();
        List<String> named = references.stream()
                .flatMap(reference -> reference.to().stream())
                .toList();
        List<String> to =
                named.isEmpty() ? referenced.map(TableDraft::primaryKey).orElse(List.of()) : named;
        String target = referenced.map(TableDraft::name).orElse(first.referenced());
        if (to.size() != fields.size()) {
            draft.addProperty("dangling_reference." + String.join(",", fields), target);
            return;
        }
        draft.addForeignKey(new ForeignKey(
                "",
                fields,
                TableName.of(target),
                to,
                action(first.onDelete()),
                action(first.onUpdate()),
                false,
                Deferral.NOT_DEFERRABLE));
    }

    private Optional<TableDraft> draftIgnoringCase(String name) {
        return Optional.ofNullable(drafts.get(name))
                .or(() -> drafts.values().stream()
                        .filter(draft -> draft.name().equalsIgnoreCase(name))
                        .findFirst());
    }

    private static Action action(String words) {
        String name = words.toUpperCase(Locale.ROOT).replace(' ', '_');
        return switch (name) {
            case "RESTRICT", "CASCADE", "SET_NULL", "SET_DEFAULT" -> Action.valueOf(name);
            default -> Action.NO_ACTION;
        };
    }
}
