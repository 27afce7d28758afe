package dev.schemaregistry.classify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What speaks for sources and tables besides the question's words, such as answers that people confirmed. Numbers are logarithms of
 * odds and are added to the scores. Filled by who makes it, then only read.
 */
final class Boosts {
    private final Map<Integer, Double> sources = new HashMap<>();
    private final Map<Integer, Double> tables = new HashMap<>();
    private final Map<Integer, List<Match>> reasons = new HashMap<>();

    Boosts copy() {
        Boosts copy = new Boosts();
        copy.sources.putAll(sources);
        copy.tables.putAll(tables);
        reasons.forEach((node, because) -> copy.reasons.put(node, new ArrayList<>(because)));
        return copy;
    }

    /** Raises, or with a number below 0 lowers, a source by its number in the {@link Directory}. */
    void source(int source, double logOdds) {
        sources.merge(source, logOdds, Double::sum);
    }

    /** The same for a table. */
    void table(int table, double logOdds) {
        tables.merge(table, logOdds, Double::sum);
    }

    /** A reason to show at a node of the directory. */
    void because(int node, Match reason) {
        reasons.computeIfAbsent(node, k -> new ArrayList<>()).add(reason);
    }

    double ofSource(int source) {
        return sources.getOrDefault(source, 0.0);
    }

    double ofTable(int table) {
        return tables.getOrDefault(table, 0.0);
    }

    List<Match> reasons(int node) {
        return reasons.getOrDefault(node, List.of());
    }
}
