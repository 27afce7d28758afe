package dev.schemaregistry.classify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words of a question that can say where to look, and the ways to find each in the index. Immutable. */
final class QuestionTerms {
    /** More words than that no question needs; a bit mask has room for them. */
    static final int MAX_TERMS = 60;
    /** Variants have nine bits in a packed hit. */
    static final int MAX_VARIANTS = 500;

    private static final int MAX_FUZZY = 2;
    private static final int SIMILAR_TERMS = 3;
    private static final int RELATED_TERMS = 12;

    private final List<QuestionWord> words = new ArrayList<>();
    private final List<Variant> variants = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    private final List<String> roots = new ArrayList<>();
    private double[] trust = new double[0];
    private int properNames;
    private int wording;

    private QuestionTerms() {}

    static QuestionTerms of(String text, IndexView view, Weights weights, Vocabulary vocabulary) {
        QuestionTerms terms = new QuestionTerms();
        List<QuestionWord> all = view.words(text);
        int[] numberOf = new int[all.size()];
        for (int i = 0; i < numberOf.length; i++) {
            numberOf[i] = all.get(i).stop() ? -1 : terms.number(all.get(i));
        }
        terms.words.forEach(word -> terms.roots.add(view.root(word)));
        terms.trust = terms.roots.stream().mapToDouble(vocabulary.trust()::of).toArray();
        terms.properNames = properNames(all);
        terms.wording = Memory.wording(all);
        terms.addOwn(view);
        terms.addJoined(all, numberOf, view);
        terms.addAssociated(weights, vocabulary.associations());
        terms.addRelated(view, weights);
        terms.addSimilar(view, weights);
        return terms;
    }

    private int number(QuestionWord word) {
        Integer known = numbers.get(word.term());
        if (known != null) {
            return known;
        }
        if (words.size() == MAX_TERMS) {
            return -1;
        }
        numbers.put(word.term(), words.size());
        words.add(word);
        return words.size() - 1;
    }

    private void addOwn(IndexView view) {
        for (int i = 0; i < words.size(); i++) {
            QuestionWord word = words.get(i);
            if (view.knows(word.term())) {
                add(new Variant(word.term(), 1, 1L << i));
            }
            for (TermVariant variant : view.variants(word)) {
                add(new Variant(variant.term(), variant.quality(), 1L << i));
            }
        }
    }

    private void addJoined(List<QuestionWord> all, int[] numberOf, IndexView view) {
        for (int i = 0; i + 1 < numberOf.length; i++) {
            if (numberOf[i] >= 0 && numberOf[i + 1] >= 0) {
                long both = 1L << numberOf[i] | 1L << numberOf[i + 1];
                view.joined(all.get(i), all.get(i + 1)).ifPresent(term -> add(new Variant(term, 1, both)));
            }
        }
    }

    private void addAssociated(Weights weights, Associations associations) {
        for (int i = 0; i < words.size(); i++) {
            for (Associations.Association known : associations.of(roots.get(i))) {
                double quality = weights.associated() * Math.sqrt(known.share());
                add(new Variant(known.meant(), quality, 1L << i, true));
            }
        }
    }

    /** For words that no name has: words near in meaning that some name, comment or value has. */
    private void addRelated(IndexView view, Weights weights) {
        for (int i = 0; i < words.size(); i++) {
            if (isNamed(1L << i, view)) {
                continue;
            }
            int added = 0;
            for (TermVariant related : view.related(words.get(i))) {
                if (added < RELATED_TERMS && view.knows(related.term())) {
                    add(new Variant(related.term(), weights.related() * related.quality(), 1L << i, true));
                    added++;
                }
            }
        }
    }

    private void addSimilar(IndexView view, Weights weights) {
        int looked = 0;
        for (int i = 0; i < words.size() && looked < MAX_FUZZY; i++) {
            boolean likeValue = words.get(i).capitalised() || words.get(i).quoted();
            if (likeValue || isKnown(1L << i, view)) {
                continue;
            }
            looked++;
            for (TermVariant similar : view.similar(words.get(i).term(), SIMILAR_TERMS)) {
                add(new Variant(similar.term(), weights.fuzzy() * similar.quality(), 1L << i, true));
            }
        }
    }

    private boolean isNamed(long term, IndexView view) {
        return variants.stream()
                .anyMatch(variant ->
                        (variant.explains() & term) != 0 && !variant.loose() && view.isInName(variant.term()));
    }

    private boolean isKnown(long term, IndexView view) {
        return variants.stream().anyMatch(variant -> (variant.explains() & term) != 0 && view.knows(variant.term()));
    }

    private void add(Variant variant) {
        if (variants.size() < MAX_VARIANTS) {
            variants.add(variant);
        }
    }

    int count() {
        return words.size();
    }

    QuestionWord word(int term) {
        return words.get(term);
    }

    /** Whether the words stand together in the question, in any order, with at most one other between. */
    boolean areTogether(long terms) {
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        for (long left = terms; left != 0; left &= left - 1) {
            int position = words.get(Long.numberOfTrailingZeros(left)).position();
            first = Math.min(first, position);
            last = Math.max(last, position);
        }
        return last - first <= Long.bitCount(terms);
    }

    /** The factor on what a word counts. */
    double trust(int term) {
        return trust[term];
    }

    /** How many runs of two and more capitalised words there are, outside of quotation marks. */
    int properNames() {
        return properNames;
    }

    /** As {@link Memory#wording} has it. */
    int wording() {
        return wording;
    }

    private static int properNames(List<QuestionWord> all) {
        int names = 0;
        int run = 0;
        for (QuestionWord word : all) {
            run = word.capitalised() && !word.quoted() ? run + 1 : 0;
            names += run == 2 ? 1 : 0;
        }
        return names;
    }

    List<Variant> variants() {
        return variants;
    }

    /**
     * A term to look up.
     *
     * @param quality how near it is to what was typed, 0 to 1
     * @param explains the question terms it stands for, as bits
     * @param loose whether it is another meaning of the word, not a way to write it
     */
    record Variant(String term, double quality, long explains, boolean loose) {
        Variant(String term, double quality, long explains) {
            this(term, quality, explains, false);
        }
    }
}
