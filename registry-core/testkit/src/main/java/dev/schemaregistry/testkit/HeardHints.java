package dev.schemaregistry.testkit;

import dev.schemaregistry.spi.ChangeListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.awaitility.Awaitility;

/** Counts what a source says of its changes. Thread-safe. */
public final class HeardHints implements ChangeListener {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicInteger changed = new AtomicInteger();
    private final AtomicInteger restored = new AtomicInteger();
    private final List<String> reasons = new CopyOnWriteArrayList<>();

    @Override
    public void changed() {
        changed.incrementAndGet();
    }

    @Override
    public void lost(String reason) {
        reasons.add(reason);
    }

    @Override
    public void restored() {
        restored.incrementAndGet();
    }

    public int changes() {
        return changed.get();
    }

    public int restoredTimes() {
        return restored.get();
    }

    /** Why hints could not come, one sentence a loss. */
    public List<String> reasons() {
        return List.copyOf(reasons);
    }

    /** Everything heard. */
    public int total() {
        return changed.get() + restored.get() + reasons.size();
    }

    public void awaitChanged(int atLeast) {
        await(changed::get, atLeast, "changes");
    }

    public void awaitLost(int atLeast) {
        await(reasons::size, atLeast, "losses");
    }

    public void awaitRestored(int atLeast) {
        await(restored::get, atLeast, "restored");
    }

    private static void await(IntSupplier count, int atLeast, String what) {
        Awaitility.await(atLeast + " " + what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> count.getAsInt() >= atLeast);
    }
}
