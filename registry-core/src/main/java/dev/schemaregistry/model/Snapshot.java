package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a connector saw of a whole source in one reading. Tables are sorted by name; two readings of an unchanged source are
 * equal but for {@code statistics}.
 *
 * @param engine product and version as the source reports them, for example {@code PostgreSQL 15.19}
 * @param defaultNamespace the native name of the namespace that {@link TableName} leaves empty
 * @param statistics observations, by table
 * @param gaps what could not be read; tables inside a gap are kept as they were, never removed
 * @param warnings sentences for the operator, such as an over-privileged role
 */
public record Snapshot(
        String engine,
        String defaultNamespace,
        List<Table> tables,
        Map<TableName, TableStatistics> statistics,
        List<Gap> gaps,
        List<String> warnings) {

    public Snapshot {
        requireNonNull(engine, "engine");
        requireNonNull(defaultNamespace, "defaultNamespace");
        SortedMap<TableName, Table> byName = new TreeMap<>();
        for (Table table : tables) {
            if (byName.put(table.name(), table) != null) {
                throw new IllegalArgumentException(
                        "table " + Names.quoted(table.name().text()) + " occurs twice");
            }
        }
        tables = List.copyOf(byName.values());
        statistics = Map.copyOf(statistics);
        gaps = List.copyOf(gaps);
        warnings = List.copyOf(warnings);
    }

    /** A complete reading without observations. */
    public static Snapshot of(String engine, String defaultNamespace, List<Table> tables) {
        return new Snapshot(engine, defaultNamespace, tables, Map.of(), List.of(), List.of());
    }

    /** The same reading without the tables, and their statistics, whose names are not wanted. */
    public Snapshot only(Predicate<TableName> wanted) {
        return new Snapshot(
                engine,
                defaultNamespace,
                tables.stream().filter(table -> wanted.test(table.name())).toList(),
                statistics.entrySet().stream()
                        .filter(entry -> wanted.test(entry.getKey()))
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)),
                gaps,
                warnings);
    }

    /** Whether everything could be read, so that a missing table is a removed one. */
    public boolean isComplete() {
        return gaps.isEmpty();
    }

    /**
     * A part of the source that could not be read.
     *
     * @param namespace the namespace concerned as in {@link TableName#namespace()}, or {@code *} for the whole source
     * @param reason one sentence without secrets, naming the missing permission or scope
     */
    public record Gap(String namespace, String reason) {
        public Gap {
            requireNonNull(namespace, "namespace");
            requireNonNull(reason, "reason");
        }

        /** Whether a table of that name may hide in this gap. */
        public boolean covers(TableName table) {
            return namespace.equals("*") || namespace.equals(table.namespace());
        }
    }
}
