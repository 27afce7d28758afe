package dev.schemaregistry.classify;

import dev.schemaregistry.classify.Directory.Link;
import dev.schemaregistry.model.TableRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How chosen tables go together. */
final class Joins {
    private static final int MOST_ACROSS = 5;

    private Joins() {}

    /** The foreign keys between the tables of a set, in the order of the tables. */
    static List<Join> within(Directory directory, List<Integer> set) {
        List<Join> joins = new ArrayList<>();
        for (int table : set.stream().sorted().toList()) {
            int[] neighbours = directory.neighbours(table);
            for (int i = 0; i < neighbours.length; i++) {
                if (set.contains(neighbours[i])) {
                    directory.links(table, i).all().stream()
                            .filter(link -> link.holder() == table)
                            .forEach(link -> joins.add(declared(directory, link)));
                }
            }
        }
        return joins;
    }

    private static Join declared(Directory directory, Link link) {
        return new Join(
                directory.table(link.holder()).ref(),
                link.reference().fields(),
                link.reference().target(),
                link.reference().targetFields(),
                true,
                "foreign key");
    }

    /** Suggestions between ranked tables of different sources: the same ontology entity, or a key of the same name. */
    static List<Join> across(IndexView view, List<RankedTable> tables) {
        List<Join> joins = new ArrayList<>();
        List<List<String>> entities = tables.stream().map(Joins::entities).toList();
        for (int i = 0; i < tables.size(); i++) {
            for (int j = i + 1; j < tables.size() && joins.size() < MOST_ACROSS; j++) {
                RankedTable from = tables.get(i);
                RankedTable to = tables.get(j);
                if (!from.ref().source().equals(to.ref().source())) {
                    Optional<String> both = entities.get(i).stream()
                            .filter(entities.get(j)::contains)
                            .findFirst();
                    both.map(entity -> sameEntity(from, to, entity))
                            .or(() -> sameKey(view, from, to))
                            .ifPresent(joins::add);
                }
            }
        }
        return joins;
    }

    private static Join sameEntity(RankedTable from, RankedTable to, String entity) {
        return new Join(from.ref(), List.of(), to.ref(), List.of(), false, "both hold entity " + entity);
    }

    private static Optional<Join> sameKey(IndexView view, RankedTable from, RankedTable to) {
        for (String key : view.keyFields(node(view.directory(), from.ref()))) {
            for (String other : view.keyFields(node(view.directory(), to.ref()))) {
                if (key.equalsIgnoreCase(other) && !key.toLowerCase(Locale.ROOT).equals("id")) {
                    String reason = "same key name";
                    return Optional.of(new Join(from.ref(), List.of(key), to.ref(), List.of(other), false, reason));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> entities(RankedTable table) {
        return table.matches().stream()
                .filter(match -> match.place() == Place.ENTITY)
                .map(Match::element)
                .toList();
    }

    private static int node(Directory directory, TableRef ref) {
        return directory.numberOf(ref);
    }
}
