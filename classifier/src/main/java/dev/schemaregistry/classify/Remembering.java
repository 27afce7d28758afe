package dev.schemaregistry.classify;

import dev.schemaregistry.classify.Memory.Remembered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What people said of questions like one, as boosts. A question close to it raises what was confirmed for it and lowers what was
 * rejected; and a word that was said of a source, but that its schema does not have, is a weak word of the source from then on.
 *
 * <p>A source of which nothing was confirmed has no such help, so it keeps the lead that its words give it: there only the same
 * question in other words raises another.
 */
final class Remembering {
    private static final int NEAREST = 3;

    private final Memory memory;
    private final Directory directory;
    private final QuestionTerms terms;
    private final Evidence evidence;
    private final MemoryWeights weights;
    private final Recollection recollection;

    Remembering(IndexView view, QuestionTerms terms, Evidence evidence, MemoryWeights weights) {
        this.memory = view.memory();
        this.directory = view.directory();
        this.terms = terms;
        this.evidence = evidence;
        this.weights = weights;
        this.recollection = Recollection.of(view, terms);
    }

    /** Whether any remembered question shares a word with this one. */
    boolean saysSomething() {
        return !recollection.isEmpty();
    }

    /** @param leader the best source by the question's words alone; below 0 when they alone have no answer */
    Boosts boosts(int leader) {
        boolean guarded = leader >= 0 && memory.confirmedOf(leader) == 0;
        Boosts boosts = new Boosts();
        addNearest(boosts, guarded);
        addWords(boosts, guarded);
        addReasons(boosts);
        return boosts;
    }

    private void addNearest(Boosts boosts, boolean guarded) {
        Map<Integer, List<Double>> sources = new TreeMap<>();
        Map<Integer, List<Double>> tables = new TreeMap<>();
        recollection.forEach((question, similarity) -> {
            double strength = strength(question, similarity);
            if (strength != 0) {
                question.tables().forEach(table -> note(tables, table, strength));
            }
            if (strength < 0 || (strength > 0 && (!guarded || isSame(question, similarity)))) {
                question.sources().forEach(source -> note(sources, source, strength));
            }
        });
        sources.forEach((source, found) -> boosts.source(source, together(found, weights.source())));
        tables.forEach((table, found) -> boosts.table(table, together(found, weights.table())));
    }

    /** The same question in other words; where one word alone tells, in the same words. */
    private boolean isSame(Remembered question, double similarity) {
        return similarity >= weights.same()
                && (recollection.tellingWords() > 1 || question.wording() == terms.wording());
    }

    /** Below 0 for a rejection. */
    private double strength(Remembered question, double similarity) {
        double odds = question.confirmed() ? weights.source() : weights.rejected();
        double strength = weights.strength(similarity, odds) * question.freshness();
        return question.confirmed() ? strength : -strength;
    }

    private static void note(Map<Integer, List<Double>> found, int number, double strength) {
        found.computeIfAbsent(number, k -> new ArrayList<>()).add(strength);
    }

    private double together(List<Double> strengths, double confirmed) {
        List<Double> up = strengths.stream()
                .filter(strength -> strength > 0)
                .sorted(Comparator.reverseOrder())
                .toList();
        List<Double> down =
                strengths.stream().filter(strength -> strength < 0).sorted().toList();
        return confirmed * diminishing(up) + weights.rejected() * diminishing(down);
    }

    private double diminishing(List<Double> strongestFirst) {
        double sum = 0;
        double share = 1;
        for (double strength : strongestFirst.subList(0, Math.min(NEAREST, strongestFirst.size()))) {
            sum += share * strength;
            share *= weights.further();
        }
        return sum;
    }

    private void addWords(Boosts boosts, boolean guarded) {
        double[] rarity = new double[terms.count()];
        for (int term = 0; term < rarity.length; term++) {
            double said = Rarity.among(recollection.sourcesSaying(term), directory.sourceCount());
            rarity[term] = evidence.explains(term) ? Math.min(said, evidence.rarity(term)) : said;
        }
        for (int source = 0; !guarded && source < directory.sourceCount(); source++) {
            double news = news(source, rarity);
            if (news > 0) {
                boosts.source(source, weights.word() * news);
            }
        }
    }

    /** What was said of a source beyond what its schema explains; a word said twice is surer than one said once. */
    private double news(int source, double[] rarity) {
        double[] counts = recollection.said(directory.tableCount() + source);
        if (counts == null) {
            return 0;
        }
        double[] explained = explained(source);
        double news = 0;
        for (int term = 0; term < rarity.length; term++) {
            double known = counts[term] / (counts[term] + weights.doubt());
            news += rarity[term] * Math.max(0, known - explained[term]);
        }
        return news;
    }

    private double[] explained(int source) {
        double[] best = new double[terms.count()];
        evidence.merge(best, directory.tableCount() + source);
        for (int table = directory.firstTable(source); table < directory.endTable(source); table++) {
            evidence.merge(best, table);
        }
        return best;
    }

    private void addReasons(Boosts boosts) {
        for (int table = 0; table < directory.tableCount(); table++) {
            String name = directory.table(table).ref().table().name();
            addReason(boosts, table, name, boosts.ofTable(table) / weights.table());
        }
        for (int source = 0; source < directory.sourceCount(); source++) {
            int node = directory.tableCount() + source;
            addReason(boosts, node, directory.source(source).value(), boosts.ofSource(source) / weights.source());
        }
    }

    private void addReason(Boosts boosts, int node, String name, double weight) {
        double[] counts = recollection.said(node);
        if (counts == null || weight <= 0) {
            return;
        }
        List<String> words = new ArrayList<>();
        for (int term = 0; term < counts.length; term++) {
            if (counts[term] > 0) {
                words.add(terms.word(term).text());
            }
        }
        boosts.because(node, new Match(String.join(" ", words), Place.REMEMBERED, name, Math.min(1, weight)));
    }
}
