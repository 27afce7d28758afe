package dev.schemaregistry.server.rest;

import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableVersion;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tables of one source with the foreign keys between them.
 *
 * @param tables nearest first
 * @param steps how many foreign keys each is away from where it was started
 * @param total how many tables there are without a limit
 */
record Neighbourhood(List<TableVersion> tables, Map<TableName, Integer> steps, int total) {
    Neighbourhood {
        tables = List.copyOf(tables);
        steps = Map.copyOf(steps);
    }

    /** What is at most so many steps away from a table, in whichever direction the keys point. */
    static Neighbourhood around(TableName start, int steps, int limit, List<TableVersion> all) {
        return new Walk(all).from(List.of(start), steps).cut(limit);
    }

    /** Every table with a foreign key, those with most neighbours first, each followed by what is near to it. */
    static Neighbourhood whole(int limit, List<TableVersion> all) {
        Walk walk = new Walk(all);
        return walk.from(walk.starts(), all.size()).cut(limit);
    }

    /** The foreign keys of a table that lead to another one of these. */
    List<ForeignKey> keys(TableVersion version) {
        return version.table().foreignKeys().stream()
                .filter(key -> steps.containsKey(key.referencedTable()))
                .toList();
    }

    private Neighbourhood cut(int limit) {
        List<TableVersion> kept = tables.subList(0, Math.min(limit, tables.size()));
        Map<TableName, Integer> near = new TreeMap<>(steps);
        near.keySet().retainAll(kept.stream().map(Walk::name).toList());
        return new Neighbourhood(kept, near, total);
    }

    /** Goes from table to table, breadth first. */
    private static final class Walk {
        private final Map<TableName, TableVersion> known = new TreeMap<>();
        private final Map<TableName, Set<TableName>> neighbours = new TreeMap<>();

        Walk(List<TableVersion> all) {
            all.forEach(version -> known.put(name(version), version));
            all.forEach(version -> version.table().foreignKeys().stream()
                    .map(ForeignKey::referencedTable)
                    .filter(known::containsKey)
                    .forEach(other -> {
                        join(name(version), other);
                        join(other, name(version));
                    }));
        }

        private void join(TableName one, TableName other) {
            neighbours.computeIfAbsent(one, same -> new TreeSet<>()).add(other);
        }

        List<TableName> starts() {
            return neighbours.entrySet().stream()
                    .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        Neighbourhood from(Collection<TableName> starts, int most) {
            Map<TableName, Integer> reached = new LinkedHashMap<>();
            starts.forEach(start -> spread(start, most, reached));
            List<TableVersion> tables = reached.keySet().stream()
                    .flatMap(name -> Optional.ofNullable(known.get(name)).stream())
                    .toList();
            return new Neighbourhood(tables, reached, tables.size());
        }

        private void spread(TableName start, int most, Map<TableName, Integer> reached) {
            if (reached.putIfAbsent(start, 0) != null) {
                return;
            }
            Deque<TableName> waiting = new ArrayDeque<>(List.of(start));
            while (!waiting.isEmpty()) {
                TableName at = waiting.remove();
                int next = reached.getOrDefault(at, 0) + 1;
                for (TableName other : next > most ? Set.<TableName>of() : neighbours.getOrDefault(at, Set.of())) {
                    if (reached.putIfAbsent(other, next) == null) {
                        waiting.add(other);
                    }
                }
            }
        }

        static TableName name(TableVersion version) {
            return version.ref().table();
        }
    }
}
