package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.Trust;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Learns how far words of questions can be trusted: of all questions with a word, in how many does its answer have the word in a name?
 * A database counts by the root of how many questions it has. Only words that several databases do not mean are kept.
 */
final class TrustLearner {
    static final int MOST = 1_000;

    private static final int LEAST_SOURCES = 3;
    /** What is assumed of a word before anything was seen, as if it had been seen this often. */
    private static final double PRIOR = 0.8;

    private static final double PRIOR_WEIGHT = 2;
    /** What a word keeps that is never meant. */
    private static final double FLOOR = 0.3;

    private final Map<String, Double> meant = new TreeMap<>();
    private final Map<String, Double> idle = new TreeMap<>();
    private final Map<String, Set<String>> idleIn = new HashMap<>();

    private TrustLearner(List<Alignment> alignments) {
        Map<String, Double> questions = new HashMap<>();
        alignments.forEach(one -> questions.merge(one.source(), 1.0, Double::sum));
        for (Alignment one : alignments) {
            double weight = 1 / Math.sqrt(questions.getOrDefault(one.source(), 1.0));
            one.shared().forEach(root -> meant.merge(root, weight, Double::sum));
            for (String root : one.asked()) {
                idle.merge(root, weight, Double::sum);
                idleIn.computeIfAbsent(root, k -> new HashSet<>()).add(one.source());
            }
        }
    }

    static Trust learn(List<Alignment> alignments) {
        return new TrustLearner(alignments).best();
    }

    private Trust best() {
        List<String> roots = new ArrayList<>();
        idleIn.forEach((root, sources) -> {
            if (sources.size() >= LEAST_SOURCES && share(root) < PRIOR) {
                roots.add(root);
            }
        });
        roots.sort(Comparator.comparingDouble((String root) -> idle.getOrDefault(root, 0.0) * (1 - share(root)))
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
        Map<String, Double> factors = new HashMap<>();
        roots.stream().limit(MOST).forEach(root -> factors.put(root, FLOOR + (1 - FLOOR) * share(root) / PRIOR));
        return new Trust(factors);
    }

    private double share(String root) {
        double right = meant.getOrDefault(root, 0.0);
        return (right + PRIOR * PRIOR_WEIGHT) / (right + idle.getOrDefault(root, 0.0) + PRIOR_WEIGHT);
    }
}
