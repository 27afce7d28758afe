package dev.schemaregistry.classify.evaluate;

import java.util.List;

/** Compares what the classifier believed with what was true. */
final class Calibration {
    private static final int BINS = 10;
    private static final double MASS = 0.9;

    private final double[] believed = new double[BINS];
    private final double[] right = new double[BINS];
    private int questions;
    private int massHits;
    private int massSources;

    /** @param rank of the right source among the probabilities, -1 when it is not there */
    void add(List<Double> probabilities, int rank) {
        questions++;
        double confidence = probabilities.isEmpty() ? 0 : probabilities.get(0);
        int bin = (int) Math.min(BINS - 1, confidence * BINS);
        believed[bin] += confidence;
        right[bin] += rank == 0 ? 1 : 0;
        int taken = 0;
        for (double mass = 0; taken < probabilities.size() && mass < MASS; taken++) {
            mass += probabilities.get(taken);
        }
        massSources += taken;
        massHits += rank >= 0 && rank < taken ? 1 : 0;
    }

    RoutingReport.Calibrated result() {
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(believed[bin] - right[bin]);
        }
        double count = Math.max(1, questions);
        return new RoutingReport.Calibrated(100 * error / count, 100 * massHits / count, massSources / count);
    }
}
