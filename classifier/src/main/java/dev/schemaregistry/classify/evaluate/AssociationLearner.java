package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.Associations;
import dev.schemaregistry.classify.Associations.Association;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Learns which words of questions mean which words of schemas. Every leftover word of an answer is shared out among the leftover
 * words of its question, in proportion to how often they met so far, and to chance (expectation maximisation, as in word
 * alignment for translation). A database counts by the root of how many questions it has. Only what several databases show
 * stays.
 */
final class AssociationLearner {
    static final int MOST = 2_000;

    private static final int ROUNDS = 6;
    private static final double FIRST_GUESS = 0.05;
    private static final double CHANCE = 2;
    private static final double LIKELY = 0.3;
    private static final int LEAST_SOURCES = 2;
    private static final double LEAST_SHARE = 0.05;
    private static final double LEAST_LIFT = 2;

    private final List<Alignment> alignments;
    private final Map<String, Double> weightOfSource = new TreeMap<>();
    private final Map<String, Double> asked = new TreeMap<>();
    private final Map<String, Double> chance = new TreeMap<>();
    private final Map<String, Map<String, Set<String>>> sources = new TreeMap<>();
    private Map<String, Map<String, Double>> share = new TreeMap<>();

    private AssociationLearner(List<Alignment> alignments) {
        this.alignments = alignments;
        alignments.forEach(one -> weightOfSource.merge(one.source(), 1.0, Double::sum));
        weightOfSource.replaceAll((source, count) -> 1 / Math.sqrt(count));
        double total = 0;
        for (Alignment one : alignments) {
            double weight = weightOfSource.getOrDefault(one.source(), 0.0);
            total += weight;
            one.asked().forEach(word -> asked.merge(word, weight, Double::sum));
            one.meant().forEach(word -> chance.merge(word, weight, Double::sum));
        }
        double all = total;
        chance.replaceAll((word, weight) -> weight / all);
    }

    static Associations learn(List<Alignment> alignments) {
        AssociationLearner learner = new AssociationLearner(alignments);
        for (int round = 0; round < ROUNDS; round++) {
            learner.shareOut(round == 0, round == ROUNDS - 1);
        }
        return learner.best();
    }

    private void shareOut(boolean first, boolean last) {
        Map<String, Map<String, Double>> counts = new TreeMap<>();
        for (Alignment one : alignments) {
            double weight = weightOfSource.getOrDefault(one.source(), 0.0);
            for (String meant : one.meant()) {
                double all = CHANCE * chance.getOrDefault(meant, 0.0);
                for (String word : one.asked()) {
                    all += known(word, meant, first);
                }
                for (String word : one.asked()) {
                    double part = known(word, meant, first) / all;
                    if (part > 0) {
                        counts.computeIfAbsent(word, k -> new TreeMap<>()).merge(meant, weight * part, Double::sum);
                    }
                    if (last && part > LIKELY) {
                        sources.computeIfAbsent(word, k -> new TreeMap<>())
                                .computeIfAbsent(meant, k -> new HashSet<>())
                                .add(one.source());
                    }
                }
            }
        }
        counts.forEach((word, meanings) ->
                meanings.replaceAll((meant, count) -> Math.min(1, count / (asked.getOrDefault(word, 0.0) + 0.5))));
        share = counts;
    }

    private double known(String word, String meant, boolean first) {
        return first ? FIRST_GUESS : share.getOrDefault(word, Map.of()).getOrDefault(meant, 0.0);
    }

    private Associations best() {
        List<Association> found = new ArrayList<>();
        share.forEach((word, meanings) -> meanings.forEach((meant, part) -> {
            boolean lifts = part > LEAST_LIFT * chance.getOrDefault(meant, 0.0);
            if (part >= LEAST_SHARE && lifts && sourcesOf(word, meant) >= LEAST_SOURCES) {
                found.add(new Association(word, meant, part));
            }
        }));
        found.sort(Comparator.comparingDouble((Association one) -> one.share() * Math.log1p(sourcesOf(one)))
                .reversed()
                .thenComparing(Association::asked)
                .thenComparing(Association::meant));
        return new Associations(found.stream().limit(MOST).collect(Collectors.toList()));
    }

    private int sourcesOf(Association one) {
        return sourcesOf(one.asked(), one.meant());
    }

    private int sourcesOf(String word, String meant) {
        return sources.getOrDefault(word, Map.of())
                .getOrDefault(meant, Set.of())
                .size();
    }
}
