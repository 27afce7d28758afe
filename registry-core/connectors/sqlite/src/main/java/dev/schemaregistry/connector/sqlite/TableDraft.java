package dev.schemaregistry.connector.sqlite;

import dev.schemaregistry.connector.sqlite.CatalogQuery.Row;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Generation;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A table while its rows of the catalog come in. Confined to one reading. */
final class TableDraft {
    private static final Map<String, TableKind> KINDS =
            Map.of("table", TableKind.TABLE, "view", TableKind.VIEW, "virtual", TableKind.VIRTUAL_TABLE);

    /** Values of {@code hidden} in {@code pragma_table_xinfo}. */
    private static final int HIDDEN = 1;

    private static final int VIRTUAL = 2;
    private static final int STORED = 3;

    /** A row of {@code columns.sql}. */
    private record Column(
            String name, String type, boolean notNull, Optional<String> defaultExpression, int keyPlace, int hidden) {}

    private final String name;
    private final TableKind kind;
    private final boolean withoutRowid;
    private final boolean strict;
    private final String sql;
    private final List<Column> columns = new ArrayList<>();
    private final List<Key> uniqueKeys = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private final List<Index> indexes = new ArrayList<>();
    private final SortedMap<String, String> properties = new TreeMap<>();

    TableDraft(Row row) throws SQLException {
        name = row.text("name");
        kind = KINDS.getOrDefault(row.text("type"), TableKind.TABLE);
        withoutRowid = row.is("wr");
        strict = row.is("strict");
        sql = row.text("sql");
    }

    String name() {
        return name;
    }

    TableKind kind() {
        return kind;
    }

    /** Whether rows have a number of their own that can be asked for. */
    boolean hasRowid() {
        return kind == TableKind.TABLE
                && !withoutRowid
                && columns.stream().noneMatch(column -> column.name().equalsIgnoreCase("rowid"));
    }

    void addColumn(Row row) throws SQLException {
        columns.add(new Column(
                row.text("name"),
                row.text("type"),
                row.is("notnull"),
                row.find("dflt_value"),
                row.number("pk"),
                row.number("hidden")));
    }

    void addUniqueKey(Key key) {
        uniqueKeys.add(key);
    }

    void addForeignKey(ForeignKey key) {
        foreignKeys.add(key);
    }

    void addIndex(Index index) {
        indexes.add(index);
    }

    void addProperty(String key, String value) {
        properties.put(key, value);
    }

    List<String> primaryKey() {
        return columns.stream()
                .filter(column -> column.keyPlace() > 0)
                .sorted(Comparator.comparingInt(Column::keyPlace))
                .map(Column::name)
                .toList();
    }

    Table build() {
        TableText text = kind == TableKind.TABLE ? TableText.of(sql) : new TableText(Map.of(), List.of());
        DeclaredComments comments = DeclaredComments.of(
                kind == TableKind.TABLE ? sql : "",
                columns.stream()
                        .map(column -> column.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
        addOwnProperties();
        List<String> key = primaryKey();
        return Table.builder(TableName.of(name), kind)
                .fields(columns.stream()
                        .filter(column -> column.hidden() != HIDDEN)
                        .map(column -> field(column, text, comments))
                        .toList())
                .primaryKey(key.isEmpty() ? Optional.empty() : Optional.of(Key.of("", key.toArray(String[]::new))))
                .uniqueKeys(uniqueKeys)
                .foreignKeys(foreignKeys)
                .checks(text.checks())
                .indexes(indexes)
                .comment(comments.table())
                .definition(kind == TableKind.VIEW ? CreateStatement.of(sql).textAfter("AS") : Optional.empty())
                .properties(properties)
                .build();
    }

    private void addOwnProperties() {
        if (strict) {
            properties.put("strict", "true");
        }
        if (withoutRowid) {
            properties.put("without_rowid", "true");
        }
        if (kind == TableKind.VIRTUAL_TABLE) {
            CreateStatement.of(sql).textAfter("USING").ifPresent(module -> properties.put("module", module));
        }
    }

    private Field field(Column column, TableText text, DeclaredComments comments) {
        TableText.Column written = text.column(column.name());
        boolean isRowid = isRowid(column);
        SortedMap<String, String> facts = new TreeMap<>();
        written.collation().ifPresent(collation -> facts.put("collation", collation));
        if (isRowid) {
            facts.put("rowid", "true");
        }
        return new Field(
                column.name(),
                SqliteTypes.of(column.type()),
                column.type(),
                !column.notNull() && !isRowid,
                column.defaultExpression(),
                generation(column, written),
                comments.column(column.name()),
                Optional.empty(),
                OptionalDouble.empty(),
                facts);
    }

    /** An INTEGER PRIMARY KEY is the row's own number and never null; other primary keys may be, outside of STRICT. */
    private boolean isRowid(Column column) {
        return kind == TableKind.TABLE
                && !withoutRowid
                && column.type().toUpperCase(Locale.ROOT).equals("INTEGER")
                && primaryKey().equals(List.of(column.name()))
                && indexes.stream()
                        .noneMatch(
                                index -> "primary key".equals(index.properties().get("constraint")));
    }

    private static Generation generation(Column column, TableText.Column written) {
        return switch (column.hidden()) {
            case VIRTUAL ->
                Generation.computed(
                        Generation.Kind.VIRTUAL, written.generatedAs().orElse(""));
            case STORED ->
                Generation.computed(
                        Generation.Kind.STORED, written.generatedAs().orElse(""));
            default -> written.autoIncrement() ? Generation.of(Generation.Kind.AUTO_INCREMENT) : Generation.NONE;
        };
    }
}
