package dev.schemaregistry.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/**
 * One measured number.
 *
 * @param limit what it is held against; empty for a number that only explains others
 */
record Figure(String name, double value, String unit, Optional<Limit> limit) {
    Figure {
        requireNonNull(name, "name");
        requireNonNull(unit, "unit");
        requireNonNull(limit, "limit");
    }

    static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, Optional.empty());
    }

    Figure atMost(double most) {
        return new Figure(name, value, unit, Optional.of(new Limit(most, true)));
    }

    Figure atLeast(double least) {
        return new Figure(name, value, unit, Optional.of(new Limit(least, false)));
    }

    /** Whether the limit, if there is one, is kept. */
    boolean kept() {
        return limit.map(held -> held.upper() ? value <= held.value() : value >= held.value())
                .orElse(true);
    }

    /** Three digits that matter. */
    static String number(double value) {
        double size = Math.abs(value);
        String format =
                size == Math.rint(size) || size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    /** @param upper whether it is the most allowed; else the least wanted */
    record Limit(double value, boolean upper) {
        String words() {
            return (upper ? "at most " : "at least ") + number(value);
        }
    }
}
