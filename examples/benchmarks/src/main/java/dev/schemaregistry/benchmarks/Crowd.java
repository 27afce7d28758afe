package dev.schemaregistry.benchmarks;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Many who ask at once, each again as soon as it was answered, on threads of their own. */
final class Crowd implements AutoCloseable {
    /** What one of them does. */
    interface Member {
        /** Asks for the {@code turn}-th time and waits; false when it was not answered. */
        boolean ask(int turn);
    }

    /** @param nanos of each that was answered */
    record Outcome(List<Long> nanos, int failed, double seconds) {
        /** Of 100. */
        double answered() {
            return nanos.isEmpty() ? 0 : 100.0 * nanos.size() / (nanos.size() + failed);
        }

        double perSecond() {
            return nanos.size() / seconds;
        }
    }

    private final List<? extends Member> members;
    private final ExecutorService threads;

    Crowd(List<? extends Member> members) {
        this.members = members;
        this.threads = Executors.newFixedThreadPool(members.size());
    }

    /** All of them ask so long. */
    Outcome during(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return together(turn -> System.nanoTime() - end < 0);
    }

    /** Each of them asks so often. */
    Outcome times(int each) {
        return together(turn -> turn < each);
    }

    private Outcome together(IntPredicate goesOn) {
        List<Callable<Outcome>> work = IntStream.range(0, members.size())
                .<Callable<Outcome>>mapToObj(i -> () -> one(members.get(i), i, goesOn))
                .toList();
        List<Long> all = new ArrayList<>();
        int failed = 0;
        long before = System.nanoTime();
        try {
            for (Future<Outcome> done : threads.invokeAll(work)) {
                all.addAll(done.get().nanos());
                failed += done.get().failed();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a client failed", broken);
        }
        return new Outcome(all, failed, (System.nanoTime() - before) / 1e9);
    }

    /** They begin at different turns, so that not all ask the same at the same time. */
    private static Outcome one(Member member, int offset, IntPredicate goesOn) {
        List<Long> nanos = new ArrayList<>();
        int failed = 0;
        long begun = System.nanoTime();
        for (int turn = 0; goesOn.test(turn); turn++) {
            int asked = offset + turn;
            long before = System.nanoTime();
            if (isAnswered(() -> member.ask(asked))) {
                nanos.add(System.nanoTime() - before);
            } else {
                failed++;
            }
        }
        return new Outcome(nanos, failed, (System.nanoTime() - begun) / 1e9);
    }

    private static boolean isAnswered(BooleanSupplier question) {
        try {
            return question.getAsBoolean();
        } catch (UncheckedIOException broken) {
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
