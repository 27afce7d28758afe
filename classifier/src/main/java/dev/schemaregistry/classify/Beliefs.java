package dev.schemaregistry.classify;

import dev.schemaregistry.classify.Ranking.ScoredSource;
import java.util.List;

/** Scores turned into probabilities: a softmax of a fixed temperature over all sources that matched. */
final class Beliefs {
    private final double[] probabilities;
    private final boolean enough;
    private final double tie;

    private Beliefs(double[] probabilities, boolean enough, double tie) {
        this.probabilities = probabilities;
        this.enough = enough;
        this.tie = tie;
    }

    static Beliefs of(List<ScoredSource> sources, Weights weights) {
        double[] probabilities = new double[sources.size()];
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = Math.exp((sources.get(i).score() - sources.get(0).score()) / weights.temperature());
            sum += probabilities[i];
        }
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] /= sum;
        }
        boolean enough = !sources.isEmpty() && sources.get(0).score() >= weights.minimumScore();
        return new Beliefs(probabilities, enough, weights.tie());
    }

    /** Of the source at that rank. */
    double probability(int rank) {
        return probabilities[rank];
    }

    /** Whether the best source explains enough of the question to be named at all. */
    boolean isEnough() {
        return enough;
    }

    /** How many sources, from the first, are too close to tell apart. */
    int tied() {
        int count = 1;
        while (count < probabilities.length && probabilities[count] >= tie * probabilities[0]) {
            count++;
        }
        return count;
    }
}
