package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.Signals;
import dev.schemaregistry.classify.SourceSignal;
import java.util.List;

/** Weighs the signals of sources so that the right one among all is as likely as can be (conditional logit). */
final class SourceLearner {
    private static final int SIGNALS = SourceSignal.values().length;
    private static final double PENALTY = 1;
    private static final double NEGLIGIBLE = 1e-5;

    private SourceLearner() {}

    static Signals<SourceSignal> learn(List<Choice> choices) {
        double[] weights = Newton.lowest(SIGNALS, PENALTY, (at, slope, curve) -> {
            for (Choice choice : choices) {
                add(choice, at, slope, curve);
            }
        });
        return Signals.of(SourceSignal.class, weights);
    }

    private static void add(Choice choice, double[] at, double[] slope, double[][] curve) {
        double[] likely = choice.probabilities(at);
        double[] mean = new double[SIGNALS];
        for (int c = 0; c < likely.length; c++) {
            for (int i = 0; i < SIGNALS; i++) {
                mean[i] += likely[c] * choice.signals[c][i];
            }
        }
        for (int i = 0; i < SIGNALS; i++) {
            slope[i] += mean[i] - choice.signals[choice.right][i];
        }
        for (int c = 0; c < likely.length; c++) {
            for (int i = 0; likely[c] > NEGLIGIBLE && i < SIGNALS; i++) {
                double part = likely[c] * (choice.signals[c][i] - mean[i]);
                for (int j = 0; j <= i; j++) {
                    curve[i][j] += part * (choice.signals[c][j] - mean[j]);
                }
            }
        }
    }

    /** The sources that a question could go to. */
    static final class Choice {
        private final double[][] signals;
        private final int right;

        /** @param right the place of the right one */
        Choice(List<Signals<SourceSignal>> sources, int right) {
            this.signals = sources.stream().map(Signals::toArray).toArray(double[][]::new);
            this.right = right;
        }

        private double[] probabilities(double[] weights) {
            double[] scores = new double[signals.length];
            double most = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < scores.length; c++) {
                for (int i = 0; i < SIGNALS; i++) {
                    scores[c] += weights[i] * signals[c][i];
                }
                most = Math.max(most, scores[c]);
            }
            double sum = 0;
            for (int c = 0; c < scores.length; c++) {
                scores[c] = Math.exp(scores[c] - most);
                sum += scores[c];
            }
            for (int c = 0; c < scores.length; c++) {
                scores[c] /= sum;
            }
            return scores;
        }
    }
}
