package dev.schemaregistry.classify;

import dev.schemaregistry.classify.Directory.Link;
import dev.schemaregistry.classify.Directory.Links;
import dev.schemaregistry.classify.Directory.Reference;
import dev.schemaregistry.classify.Directory.TableEntry;
import dev.schemaregistry.model.TableRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables as nodes, foreign keys as edges both ways. */
final class ForeignKeyGraph {
    private final int[][] neighbours;
    private final Links[][] links;

    private ForeignKeyGraph(int[][] neighbours, Links[][] links) {
        this.neighbours = neighbours;
        this.links = links;
    }

    /** For each table the numbers of its neighbours, ascending. */
    int[][] neighbours() {
        return neighbours;
    }

    /** For each table the foreign keys to its neighbours, in their order. */
    Links[][] links() {
        return links;
    }

    static ForeignKeyGraph of(List<TableEntry> tables) {
        Map<TableRef, Integer> exact = new HashMap<>();
        Map<String, Integer> anyCase = new HashMap<>();
        for (int table = 0; table < tables.size(); table++) {
            TableRef ref = tables.get(table).ref();
            exact.put(ref, table);
            anyCase.putIfAbsent(folded(ref), table);
        }
        List<SortedMap<Integer, List<Link>>> edges = Stream.generate(
                        () -> (SortedMap<Integer, List<Link>>) new TreeMap<Integer, List<Link>>())
                .limit(tables.size())
                .toList();
        for (int holder = 0; holder < tables.size(); holder++) {
            for (Reference reference : tables.get(holder).references()) {
                @Nullable Integer target = exact.get(reference.target());
                int other = Optional.ofNullable(target)
                        .orElseGet(() -> anyCase.getOrDefault(folded(reference.target()), -1));
                if (other >= 0 && other != holder) {
                    Link link = new Link(holder, reference);
                    edges.get(holder)
                            .computeIfAbsent(other, k -> new ArrayList<>())
                            .add(link);
                    edges.get(other)
                            .computeIfAbsent(holder, k -> new ArrayList<>())
                            .add(link);
                }
            }
        }
        return of(edges, tables.size());
    }

    private static ForeignKeyGraph of(List<SortedMap<Integer, List<Link>>> edges, int count) {
        int[][] neighbours = new int[count][];
        Links[][] links = new Links[count][];
        for (int table = 0; table < count; table++) {
            neighbours[table] = edges.get(table).keySet().stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            links[table] = edges.get(table).values().stream().map(Links::new).toArray(Links[]::new);
        }
        return new ForeignKeyGraph(neighbours, links);
    }

    private static String folded(TableRef ref) {
        return ref.text().toLowerCase(Locale.ROOT);
    }
}
