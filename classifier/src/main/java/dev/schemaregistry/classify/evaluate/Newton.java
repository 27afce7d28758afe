package dev.schemaregistry.classify.evaluate;

/** Finds the lowest point of a smooth convex function by Newton's method. Deterministic. */
final class Newton {
    private static final int MOST_ROUNDS = 30;
    private static final double LONGEST_STEP = 2;
    private static final double CLOSE = 1e-6;

    private Newton() {}

    /** The arguments at the lowest point, from 0 in all dimensions, with this weight on the sum of their squares. */
    static double[] lowest(int dimensions, double penalty, Function function) {
        double[] at = new double[dimensions];
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] slope = new double[dimensions];
            double[][] curve = new double[dimensions][dimensions];
            function.addTo(at, slope, curve);
            for (int i = 0; i < dimensions; i++) {
                slope[i] += penalty * at[i];
                curve[i][i] += penalty;
                for (int j = 0; j < i; j++) {
                    curve[j][i] = curve[i][j];
                }
            }
            double[] step = solve(curve, slope);
            double longest = 0;
            for (double part : step) {
                longest = Math.max(longest, Math.abs(part));
            }
            double length = Math.min(1, LONGEST_STEP / Math.max(longest, CLOSE));
            for (int i = 0; i < dimensions; i++) {
                at[i] -= length * step[i];
            }
            if (longest < CLOSE) {
                break;
            }
        }
        return at;
    }

    /** Cholesky: the matrix is symmetric and, with a penalty, positive. Both arguments are overwritten. */
    private static double[] solve(double[][] matrix, double[] right) {
        int size = right.length;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / matrix[j][j];
            }
        }
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < i; k++) {
                right[i] -= matrix[i][k] * right[k];
            }
            right[i] /= matrix[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                right[i] -= matrix[k][i] * right[k];
            }
            right[i] /= matrix[i][i];
        }
        return right;
    }

    /** A function, by its slope and curvature. */
    @FunctionalInterface
    interface Function {
        /**
         * Adds what it is at a place.
         *
         * @param curve only up to the diagonal
         */
        void addTo(double[] at, double[] slope, double[][] curve);
    }
}
