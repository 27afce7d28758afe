package dev.schemaregistry.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** Durations of one repeated action, in nanoseconds. For one thread. */
final class Samples {
    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] nanos;

    private Samples(long[] nanos) {
        this.nanos = nanos;
        Arrays.sort(nanos);
    }

    /** What was measured elsewhere. */
    static Samples measured(List<Long> nanos) {
        return new Samples(nanos.stream().mapToLong(Long::longValue).toArray());
    }

    /** Does something {@code warmUp} times unmeasured and then {@code count} times measured. */
    static Samples of(int warmUp, int count, IntConsumer action) {
        for (int i = 0; i < warmUp; i++) {
            action.accept(i);
        }
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            long before = System.nanoTime();
            action.accept(warmUp + i);
            nanos[i] = System.nanoTime() - before;
        }
        return new Samples(nanos);
    }

    /** Does something {@code count} times; counts what the processor worked for this thread, not what other programs made it wait. */
    static Samples ofProcessorTime(int count, IntConsumer action) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            long before = threads.getCurrentThreadCpuTime();
            action.accept(i);
            nanos[i] = threads.getCurrentThreadCpuTime() - before;
        }
        return new Samples(nanos);
    }

    /** The smallest that {@code share} of all do not exceed, in milliseconds. */
    double percentile(double share) {
        int rank = (int) Math.ceil(share * nanos.length) - 1;
        return nanos[Math.max(0, rank)] / NANOS_PER_MILLI;
    }

    double median() {
        return percentile(0.5);
    }

    double worst() {
        return nanos[nanos.length - 1] / NANOS_PER_MILLI;
    }

    double perSecond() {
        return nanos.length * 1e9 / Arrays.stream(nanos).asDoubleStream().sum();
    }
}
