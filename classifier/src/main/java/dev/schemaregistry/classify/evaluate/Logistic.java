package dev.schemaregistry.classify.evaluate;

import java.util.ArrayList;
import java.util.List;

/** Weighs signals so that their sum says how likely something is (logistic regression). */
final class Logistic {
    private static final double PENALTY = 1;

    private Logistic() {}

    static double[] learn(int signals, Cases cases) {
        return Newton.lowest(signals, PENALTY, (at, slope, curve) -> {
            for (int one = 0; one < cases.seen.size(); one++) {
                add(cases, one, at, slope, curve);
            }
        });
    }

    private static void add(Cases cases, int one, double[] at, double[] slope, double[][] curve) {
        double[] signals = cases.seen.get(one);
        double weight = cases.weights.get(one);
        double likely = 1 / (1 + Math.exp(-score(at, signals)));
        double wrong = weight * (likely - (cases.right.get(one) ? 1 : 0));
        double unsure = weight * likely * (1 - likely);
        for (int i = 0; i < at.length; i++) {
            if (signals[i] != 0) {
                slope[i] += wrong * signals[i];
                for (int j = 0; j <= i; j++) {
                    curve[i][j] += unsure * signals[i] * signals[j];
                }
            }
        }
    }

    static double score(double[] weights, double[] signals) {
        double score = 0;
        for (int i = 0; i < weights.length; i++) {
            score += weights[i] * signals[i];
        }
        return score;
    }

    /** Things seen, whether each was right, and how much it counts. */
    static final class Cases {
        private final List<double[]> seen = new ArrayList<>();
        private final List<Boolean> right = new ArrayList<>();
        private final List<Double> weights = new ArrayList<>();

        void add(double[] signals, boolean isRight, double weight) {
            seen.add(signals);
            right.add(isRight);
            weights.add(weight);
        }
    }
}
