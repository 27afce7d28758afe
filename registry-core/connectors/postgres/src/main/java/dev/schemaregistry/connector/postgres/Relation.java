package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.connector.postgres.CatalogQuery.Row;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A row of {@code relations.sql}.
 *
 * @param parents OIDs of the tables it is a partition or child of
 * @param facts what becomes a property as it stands
 * @param usable whether our role may look into its schema
 * @param readable whether our role may read some of its columns
 */
record Relation(
        long oid,
        TableName name,
        TableKind kind,
        Optional<String> comment,
        Optional<String> definition,
        boolean partition,
        List<Long> parents,
        Map<String, String> facts,
        OptionalLong rows,
        OptionalLong bytes,
        boolean usable,
        boolean readable,
        boolean writable,
        boolean owned) {

    private static final Map<String, TableKind> KINDS = Map.of(
            "r", TableKind.TABLE,
            "v", TableKind.VIEW,
            "m", TableKind.MATERIALIZED_VIEW,
            "p", TableKind.PARTITIONED_TABLE,
            "f", TableKind.FOREIGN_TABLE);

    static Relation of(Row row, Namespaces namespaces) throws SQLException {
        TableKind kind = KINDS.getOrDefault(row.text("relkind"), TableKind.TABLE);
        double rows = row.rows().getDouble("reltuples");
        boolean holdsRows = kind == TableKind.TABLE || kind == TableKind.MATERIALIZED_VIEW;
        long bytes = row.rows().getLong("bytes");
        // A table that was never analyzed has -1 rows, and 0 on servers before 14.
        boolean analyzed = rows > 0 || (rows == 0 && bytes == 0 && kind != TableKind.VIEW);
        return new Relation(
                row.oid("oid"),
                namespaces.table(row.text("nspname"), row.text("relname")),
                kind,
                row.find("description"),
                row.find("definition"),
                row.find("partition_bound").isPresent(),
                row.numbers("parents"),
                facts(row),
                analyzed ? OptionalLong.of(Math.round(rows)) : OptionalLong.empty(),
                holdsRows ? OptionalLong.of(bytes) : OptionalLong.empty(),
                row.is("usable"),
                row.is("readable"),
                row.is("writable"),
                row.is("owned"));
    }

    /** All properties; {@code relations} turns parents into names. */
    Map<String, String> properties(Map<Long, Relation> relations) {
        Map<String, String> properties = new TreeMap<>(facts);
        String names = parents.stream()
                .map(relations::get)
                .filter(java.util.Objects::nonNull)
                .map(parent -> parent.name().text())
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            properties.put(partition ? "partition_of" : "inherits", names);
        }
        if (!readable) {
            properties.put(Table.READABLE, "false");
        }
        return properties;
    }

    private static Map<String, String> facts(Row row) throws SQLException {
        Map<String, String> facts = new TreeMap<>();
        if (row.text("relpersistence").equals("u")) {
            facts.put("persistence", "unlogged");
        }
        if (row.is("relrowsecurity") || row.is("relforcerowsecurity")) {
            facts.put("row_security", rowSecurity(row));
        }
        for (String column : List.of("options", "partition_key", "partition_bound", "of_type", "foreign_server")) {
            row.find(column).ifPresent(value -> facts.put(column, value));
        }
        return facts;
    }

    private static String rowSecurity(Row row) throws SQLException {
        if (!row.is("relrowsecurity")) {
            return "forced, not enabled";
        }
        return row.is("relforcerowsecurity") ? "enabled, forced" : "enabled";
    }
}
