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
    private boolean isValue;

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
        double share = sum(covered) / Math.max(1, hits.wordCount(from));
        base = kind * weights.shape(Math.min(1, share));
        return explained;
    }

    private long note(QuestionTerms.Variant variant, long before) {
        for (long left = variant.explains(); left != 0; left &= left - 1) {
            int term = Long.numberOfTrailingZeros(left);
            boolean seen = (before & 1L << term) != 0;
            quality[term] = seen ? Math.max(quality[term], variant.quality()) : variant.quality();
        }
        return before | variant.explains();
    }

    /** What the element weighs for a term that it explains. */
    double weight(int term) {
        QuestionWord word = question.word(term);
        double factor = isValue ? 1 : weights.naming(word);
        return base * quality[term] * factor;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
