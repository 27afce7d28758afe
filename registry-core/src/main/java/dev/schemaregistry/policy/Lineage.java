package dev.schemaregistry.policy;

import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** By which names a table may be meant: its own, and those of the tables whose fields it has because it is a part of them. */
final class Lineage {
    private static final List<String> PARENTS = List.of("partition_of", "inherits");

    private final String source;
    private final String defaultNamespace;
    private final Map<TableName, List<TableName>> parents = new HashMap<>();

    Lineage(String source, String defaultNamespace, List<Table> tables) {
        this.source = source;
        this.defaultNamespace = defaultNamespace;
        tables.forEach(table -> {
            List<TableName> above = parents(table);
            if (!above.isEmpty()) {
                parents.put(table.name(), above);
            }
        });
    }

    /** Beginnings of places: {@code source.table}, with and without namespace, of the table and of all above it. */
    List<String> places(TableName table) {
        Set<TableName> all = new LinkedHashSet<>();
        addWithParents(table, all);
        return all.stream().flatMap(this::written).distinct().toList();
    }

    private void addWithParents(TableName table, Set<TableName> all) {
        if (all.add(table)) {
            parents.getOrDefault(table, List.of()).forEach(parent -> addWithParents(parent, all));
        }
    }

    private Stream<String> written(TableName table) {
        String namespace = table.namespace().isEmpty() ? defaultNamespace : table.namespace();
        String bare = source + '.' + table.name();
        return namespace.isEmpty() ? Stream.of(bare) : Stream.of(bare, source + '.' + namespace + '.' + table.name());
    }

    private static List<TableName> parents(Table table) {
        List<TableName> found = new ArrayList<>();
        for (String property : PARENTS) {
            String names = table.properties().getOrDefault(property, "");
            Stream.of(names.split(", ")).filter(name -> !name.isEmpty()).forEach(name -> {
                try {
                    found.add(TableName.parse(name));
                } catch (IllegalArgumentException notAName) {
                    found.add(TableName.of(name));
                }
            });
        }
        return found;
    }
}
