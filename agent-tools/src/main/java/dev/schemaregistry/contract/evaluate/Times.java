package dev.schemaregistry.contract.evaluate;

import java.util.Collection;
import java.util.Locale;

/**
 * How long something took, in milliseconds.
 *
 * @param count how often it was measured
 * @param p50 the median
 * @param p99 what one in a hundred exceeds
 * @param most the longest
 */
public record Times(int count, double p50, double p99, double most) {
    static Times of(Collection<Double> millis) {
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Times(sorted.length, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * share))];
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.2f, p99 %.2f, most %.1f of %d", p50, p99, most, count);
    }
}
