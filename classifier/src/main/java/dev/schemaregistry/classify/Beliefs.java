package dev.schemaregistry.classify;

import dev.schemaregistry.classify.Ranking.ScoredSource;
import java.util.List;

/** Scores turned into probabilities over all sources that matched. */
final class Beliefs {
    /** What fits as well as the best but is far less likely does not tie with it. */
    private static final double LIKELY_ENOUGH = 0.2;

    private final List<ScoredSource> sources;
    private final double[] probabilities;
    private final double tie;

    private Beliefs(List<ScoredSource> sources, double[] probabilities, double tie) {
        this.sources = sources;
        this.probabilities = probabilities;
        this.tie = tie;
    }

    static Beliefs of(List<ScoredSource> sources, double tie) {
        double[] probabilities = new double[sources.size()];
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = Math.exp(sources.get(i).score() - sources.get(0).score());
            sum += probabilities[i];
        }
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] /= sum;
        }
        return new Beliefs(sources, probabilities, tie);
    }

    /** Of the source at that rank. */
    double probability(int rank) {
        return probabilities[rank];
    }

    /** How many sources, from the first, the words of the question cannot tell apart. */
    int tied() {
        int count = 1;
        while (count < probabilities.length && isTied(count)) {
            count++;
        }
        return count;
    }

    private boolean isTied(int rank) {
        double apart = sources.get(rank).words() - sources.get(0).words();
        return apart >= Math.log(tie) && probabilities[rank] >= LIKELY_ENOUGH * probabilities[0];
    }
}
