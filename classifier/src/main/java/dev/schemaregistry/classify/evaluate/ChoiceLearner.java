package dev.schemaregistry.classify.evaluate;

import java.util.List;

/**
 * Weighs signals so that the right one among several is as likely as can be: conditional logit (D. McFadden, "Conditional logit analysis
 * of qualitative choice behavior", 1974).
 */
final class ChoiceLearner {
    private static final double PENALTY = 1;
    private static final double NEGLIGIBLE = 1e-5;

    private ChoiceLearner() {}

    /** @param signals how many each thing to choose has */
    static double[] learn(int signals, List<Choice> choices) {
        return Newton.lowest(signals, PENALTY, (at, slope, curve) -> {
            for (Choice choice : choices) {
                add(choice, at, slope, curve);
            }
        });
    }

    private static void add(Choice choice, double[] at, double[] slope, double[][] curve) {
        double[] likely = choice.probabilities(at);
        double[] mean = new double[at.length];
        for (int c = 0; c < likely.length; c++) {
            for (int i = 0; i < at.length; i++) {
                mean[i] += likely[c] * choice.signals[c][i];
            }
        }
        for (int i = 0; i < at.length; i++) {
            slope[i] += mean[i] - choice.signals[choice.right][i];
        }
        for (int c = 0; c < likely.length; c++) {
            for (int i = 0; likely[c] > NEGLIGIBLE && i < at.length; i++) {
                double part = likely[c] * (choice.signals[c][i] - mean[i]);
                for (int j = 0; j <= i; j++) {
                    curve[i][j] += part * (choice.signals[c][j] - mean[j]);
                }
            }
        }
    }

    /** The things of which one is right. */
    static final class Choice {
        private final double[][] signals;
        private final int right;

        /** @param right the place of the right one */
        Choice(List<double[]> signals, int right) {
            this.signals = signals.toArray(double[][]::new);
            this.right = right;
        }

        private double[] probabilities(double[] weights) {
            double[] scores = new double[signals.length];
            double most = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < scores.length; c++) {
                scores[c] = Logistic.score(weights, signals[c]);
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
