package dev.schemaregistry.classify;

import java.util.Arrays;
import java.util.List;

/** Weighs the terms that meet in one element. */
final class ElementScore {
    private final QuestionTerms question;
    private final List<QuestionTerms.Variant> variants;
    private final Weights weights;
    private final int tables;
    private final double[] quality;
    private final double[] covered = new double[16];
    private double base;
    private double share;
    private boolean isValue;
    private long loose;

    ElementScore(QuestionTerms question, Weights weights, int tables) {
        this.question = question;
        this.variants = question.variants();
        this.weights = weights;
        this.tables = tables;
        this.quality = new double[question.count()];
    }

    /** Reads the hits of one element and says which terms they explain, as bits. */
    long of(Hits hits, int from, int to) {
        Arrays.fill(covered, 0);
        loose = 0;
        long explained = 0;
        for (int hit = from; hit < to; hit++) {
            QuestionTerms.Variant variant = variants.get(hits.variant(hit));
            int word = hits.wordIndex(hit);
            covered[word] = Math.min(1, covered[word] + variant.quality());
            explained = note(variant, explained);
        }
        long element = hits.element(from);
        PostingField field = Hits.field(element);
        isValue = field == PostingField.VALUE;
        double kind = weights.of(field, Hits.node(element) >= tables, Hits.number(element) == 0);
        share = Math.min(1, sum(covered) / Math.max(1, hits.wordCount(from)));
        boolean isTableName = Hits.number(element) == 0 && (field == PostingField.NAME || field == PostingField.LABEL);
        if (isTableName && Hits.node(element) < tables && !question.areTogether(explained)) {
            share /= Long.bitCount(explained);
        }
        base = kind * weights.shape(share);
        return explained;
    }

    private long note(QuestionTerms.Variant variant, long before) {
        for (long left = variant.explains(); left != 0; left &= left - 1) {
            int term = Long.numberOfTrailingZeros(left);
            boolean seen = (before & 1L << term) != 0;
            if (!seen || variant.quality() > quality[term]) {
                quality[term] = variant.quality();
                loose = variant.loose() ? loose | 1L << term : loose & ~(1L << term);
            }
        }
        return before | variant.explains();
    }

    /** What the element weighs for a term that it explains. */
    double weight(int term) {
        QuestionWord word = question.word(term);
        double factor = isValue ? 1 : weights.naming(word);
        return base * quality[term] * factor;
    }

    /** How many of the element's words the question has, as a share; less for a table whose name's words stand apart there. */
    double share() {
        return share;
    }

    /** The explained terms that are taken in another meaning than their own, as bits. */
    long loose() {
        return loose;
    }

    boolean isLoose(int term) {
        return (loose & 1L << term) != 0;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
