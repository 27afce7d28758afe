package dev.schemaregistry.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a connector saw of a whole source in one reading. Tables are sorted by name; two readings of an unchanged source are
 * equal but for {@code statistics}.
 *
 * @param engine product and version as the source reports them, for example {@code PostgreSQL 15.19}
 * @param defaultNamespace the native name of the namespace that {@link TableName} leaves empty
 * @param statistics observations, by table
 * @param gaps what could not be read; tables inside a gap are kept as they were, never removed
 * @param warnings sentences for the operator, such as an over-privileged role
 * @param catalog what the engine knows beyond what it brings itself; empty where the reading says nothing about that
 */
public record Snapshot(
        String engine,
        String defaultNamespace,
        List<Table> tables,
        Map<TableName, TableStatistics> statistics,
        List<Gap> gaps,
        List<String> warnings,
        Optional<EngineCatalog> catalog) {

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
        requireNonNull(catalog, "catalog");
    }

    /** A reading that says nothing about the engine's catalog. */
    public Snapshot(
            String engine,
            String defaultNamespace,
            List<Table> tables,
            Map<TableName, TableStatistics> statistics,
            List<Gap> gaps,
            List<String> warnings) {
        this(engine, defaultNamespace, tables, statistics, gaps, warnings, Optional.empty());
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
                gaps.stream().filter(gap -> isOf(gap, wanted)).toList(),
                warnings,
                catalog);
    }

    /** A gap around tables none of which is wanted is no gap; where nothing is known of what it hides, it stays one. */
    private boolean isOf(Gap gap, Predicate<TableName> wanted) {
        List<TableName> inside =
                tables.stream().map(Table::name).filter(gap::covers).toList();
        return inside.isEmpty() || inside.stream().anyMatch(wanted);
    }

    /** The same reading with one gap more. */
    public Snapshot with(Gap gap) {
        return withGaps(Stream.concat(gaps.stream(), Stream.of(gap)).toList());
    }

    /** The same reading with other gaps. */
    public Snapshot withGaps(List<Gap> others) {
        return new Snapshot(engine, defaultNamespace, tables, statistics, others, warnings, catalog);
    }

    /** The same reading with what the engine's catalog holds. */
    public Snapshot withCatalog(EngineCatalog known) {
        return new Snapshot(engine, defaultNamespace, tables, statistics, gaps, warnings, Optional.of(known));
    }

    /** Whether everything could be read, so that a missing table is a removed one. */
    public boolean isComplete() {
        return gaps.isEmpty();
    }

    /**
     * A part of the source that could not be read.
     *
     * @param namespace the namespace concerned as in {@link TableName#namespace()}, or {@code *} for the whole source
     * @param table the one table of the namespace concerned; empty for all of them
     * @param reason one sentence without secrets, naming the missing permission or scope
     */
    public record Gap(String namespace, Optional<String> table, String reason) {
        private static final String EVERYWHERE = "*";

        private static final String UNLISTED = "?";

        public Gap {
            requireNonNull(namespace, "namespace");
            requireNonNull(table, "table");
            requireNonNull(reason, "reason");
        }

        /** A whole namespace, or with {@code *} the whole source. */
        public Gap(String namespace, String reason) {
            this(namespace, Optional.empty(), reason);
        }

        /** A single table. */
        public static Gap of(TableName table, String reason) {
            return new Gap(table.namespace(), Optional.of(table.name()), reason);
        }

        /**
         * Whatever namespaces are not listed: the listing holds only those that a role may see, so that one which was dropped cannot
         * be told from one whose rights went. Whoever knows other namespaces than those listed must keep them; by itself this
         * covers no table.
         */
        public static Gap unlisted(String reason) {
            return new Gap(UNLISTED, reason);
        }

        /** Whether this is {@link #unlisted}. */
        public boolean isUnlisted() {
            return namespace.equals(UNLISTED);
        }

        /** Whether a table of that name may hide in this gap. */
        public boolean covers(TableName name) {
            return namespace.equals(EVERYWHERE)
                    || (namespace.equals(name.namespace())
                            && table.map(name.name()::equals).orElse(true));
        }

        /** Whether all that the other gap covers is covered by this one. */
        public boolean contains(Gap other) {
            return namespace.equals(EVERYWHERE)
                    || (namespace.equals(other.namespace) && (table.isEmpty() || table.equals(other.table)));
        }

        /** The part of the source in a word or two: a table, a namespace, or all of it. */
        public String place() {
            if (namespace.equals(EVERYWHERE)) {
                return "the whole source";
            }
            return table.map(name -> new TableName(namespace, name).text())
                    .orElseGet(() -> namespace.isEmpty() ? "the default namespace" : namespace);
        }
    }
}
