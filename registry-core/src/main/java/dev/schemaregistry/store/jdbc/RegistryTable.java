package dev.schemaregistry.store.jdbc;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The tables of a registry that go with it when it moves, each after those it refers to; both dialects name tables and columns alike.
 * A migration that makes a table adds it here.
 */
enum RegistryTable {
    DATA_SOURCES,
    TABLE_META,
    TABLE_VERSIONS,
    CHANGES,
    EVENTS,
    POSITIONS,
    TABLE_STATISTICS,
    ONTOLOGY_MAPPING,
    FIELD_VALUES,
    FEEDBACK,
    FEEDBACK_TARGETS,
    SOURCE_CATALOGS,
    /** The database numbers its rows itself; the numbers say no more than the order. */
    AUDIT("id");

    /** Stay where they are: the registry's name and version, the last place given out, and which node works there. */
    private static final List<String> NOT_MOVED = List.of("registry_meta", "event_counter", "leases");

    private final String number;

    RegistryTable() {
        this("");
    }

    RegistryTable(String number) {
        this.number = number;
    }

    /** As both dialects write it. */
    String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the order of its rows says something. */
    boolean isOrdered() {
        return !number.isEmpty();
    }

    /** Whether the column is one that the database fills. */
    boolean isNumber(String column) {
        return column.equals(number);
    }

    /** Its rows, with these columns. */
    String select(List<String> columns) {
        return "SELECT " + String.join(", ", columns) + " FROM " + sqlName()
                + (isOrdered() ? " ORDER BY " + number : "");
    }

    String count() {
        return "SELECT count(*) FROM " + sqlName();
    }

    String insert(List<String> columns) {
        return "INSERT INTO " + sqlName() + " (" + String.join(", ", columns) + ") VALUES ("
                + "?, ".repeat(columns.size() - 1) + "?)";
    }

    /** Every table that a registry has, but for what keeps account of migrations. */
    static List<String> allNames() {
        return Stream.concat(NOT_MOVED.stream(), Arrays.stream(values()).map(RegistryTable::sqlName))
                .toList();
    }
}
