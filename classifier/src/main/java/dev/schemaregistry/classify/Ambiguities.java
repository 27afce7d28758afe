package dev.schemaregistry.classify;

import dev.schemaregistry.classify.TableSets.ScoredTable;
import dev.schemaregistry.model.SourceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Names the sources that tie, and for each a table that would tell it from the others. */
final class Ambiguities {
    private static final int MOST_SOURCES = 5;

    private Ambiguities() {}

    static Optional<Ambiguity> find(Directory directory, Ranking ranking, Beliefs beliefs, int limit) {
        int tied = Math.min(Math.min(MOST_SOURCES, limit), beliefs.tied());
        if (tied < 2) {
            return Optional.empty();
        }
        List<Integer> sources = ranking.sources().subList(0, tied).stream()
                .map(Ranking.ScoredSource::number)
                .toList();
        List<SourceId> ids = sources.stream().map(directory::source).toList();
        List<String> telling = new ArrayList<>();
        for (int source : sources) {
            Set<String> others = new HashSet<>();
            sources.stream().filter(other -> other != source).forEach(other -> others.addAll(names(directory, other)));
            telling.add(telling(directory, ranking, source, others));
        }
        return Optional.of(new Ambiguity(ids, telling));
    }

    private static String telling(Directory directory, Ranking ranking, int source, Set<String> others) {
        for (ScoredTable table : ranking.tablesOf(source)) {
            String name = directory.table(table.number()).ref().table().name();
            if (!others.contains(name.toLowerCase(Locale.ROOT))) {
                return name;
            }
        }
        return "";
    }

    private static Set<String> names(Directory directory, int source) {
        Set<String> names = new HashSet<>();
        for (int table = directory.firstTable(source); table < directory.endTable(source); table++) {
            names.add(directory.table(table).ref().table().name().toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
