package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A number for each signal of one kind: what was seen, or how much it counts. A signal that was not named is 0. Filled by who makes
 * it, then only read.
 */
public final class Signals<S extends Enum<S>> {
    private final S[] kinds;
    private final double[] values;

    private Signals(S[] kinds, double[] values) {
        this.kinds = kinds;
        this.values = values;
    }

    /** All 0. */
    static <S extends Enum<S>> Signals<S> none(Class<S> kind) {
        S[] kinds = requireNonNull(kind.getEnumConstants());
        return new Signals<>(kinds, new double[kinds.length]);
    }

    static <S extends Enum<S>> Signals<S> of(Class<S> kind, Map<S, Double> named) {
        Signals<S> signals = none(kind);
        named.forEach(signals::put);
        return signals;
    }

    /** One number for each signal, in the order in which they are declared. */
    public static <S extends Enum<S>> Signals<S> of(Class<S> kind, double[] values) {
        return new Signals<>(requireNonNull(kind.getEnumConstants()), values.clone());
    }

    void put(S signal, double value) {
        values[place(signal)] = value;
    }

    public double get(S signal) {
        return values[place(signal)];
    }

    @SuppressWarnings("EnumOrdinal") // the order is not kept anywhere: texts name signals
    private int place(S signal) {
        return signal.ordinal();
    }

    /** How many there are. */
    public int count() {
        return values.length;
    }

    /** Which signals there are, in their order. */
    S[] kinds() {
        return kinds.clone();
    }

    /** The numbers in the order in which the signals are declared. */
    public double[] toArray() {
        return values.clone();
    }

    /** The sum of these numbers, each by its weight. */
    double weigh(Signals<S> weights) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights.values[i] * values[i];
        }
        return sum;
    }
}
