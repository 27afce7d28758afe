package dev.schemaregistry.registry;

import static dev.schemaregistry.testkit.StoreSamples.SHOP;
import static dev.schemaregistry.testkit.StoreSamples.fill;
import static dev.schemaregistry.testkit.StoreSamples.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.Watch;
import dev.schemaregistry.testkit.MemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventFollowerTest {
    private final MemoryStore store = new MemoryStore();
    private final AtomicLong last = new AtomicLong(-1);
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile long hidden;
    private volatile RegistryStore behind = store;
    private final EventFollower follower = new EventFollower(changeable());

    private final EventLogListener listener = new EventLogListener() {
        @Override
        public void looked(long place) {
            last.set(place);
        }

        @Override
        public void restarted() {
            restarts.incrementAndGet();
        }
    };

    @AfterEach
    void stop() {
        follower.close();
    }

    /** A store that gives no hints, can be exchanged, and shows one place late. */
    private RegistryStore changeable() {
        return (RegistryStore) Proxy.newProxyInstance(
                RegistryStore.class.getClassLoader(),
                new Class<?>[] {RegistryStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("watchEvents")) {
                        Watch none = () -> {};
                        return none;
                    }
                    try {
                        Object answer = method.invoke(behind, arguments);
                        return method.getName().equals("events") ? shown((List<?>) answer) : answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private List<?> shown(List<?> events) {
        return events.stream()
                .filter(event -> ((RegistryEvent) event).sequence() != hidden)
                .toList();
    }

    private void start() {
        Watch unused = follower.follow("listener", listener);
    }

    @Test
    void whatNoHintToldOfIsSeenByTheClock() {
        start();
        fill(store, SHOP, table("orders"));
        await().until(() -> last.get() == store.lastSequence());
        assertThat(restarts).hasValue(0);
    }

    @Test
    void aSlowListenerHoldsUpNobodyAndHearsOfTheEnd() {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicLong slow = new AtomicLong();
        Watch unused = follower.follow("slow", place -> {
            try {
                gate.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            slow.set(place);
        });
        start();
        fill(store, SHOP, table("orders"));
        await().until(() -> last.get() == store.lastSequence());
        assertThat(slow).hasValue(0);
        gate.countDown();
        await().until(() -> slow.get() == store.lastSequence());
    }

    @Test
    void aListenerThatIsClosedHearsNothingMore() {
        AtomicInteger calls = new AtomicInteger();
        Watch watch = follower.follow("closed", place -> calls.incrementAndGet());
        await().until(() -> calls.get() > 0);
        watch.close();
        int heard = calls.get();
        AtomicInteger others = new AtomicInteger();
        Watch unused = follower.follow("other", place -> others.incrementAndGet());
        await().until(() -> others.get() == 4);
        assertThat(calls.get()).isLessThanOrEqualTo(heard + 1);
    }

    @Test
    void aLogThatIsShorterThanItWasIsAnotherOne() {
        fill(store, SHOP, table("a"), table("b"));
        start();
        await().until(() -> last.get() == 3);
        MemoryStore restored = new MemoryStore();
        fill(restored, new SourceId("depot"), table("a"));
        behind = restored;
        await().until(() -> restarts.get() == 1 && last.get() == 2);
    }

    @Test
    void aLogThatBeginsOtherwiseIsAnotherOneHoweverLongItIs() {
        fill(store, SHOP, table("a"));
        start();
        await().until(() -> last.get() == 2);
        MemoryStore restored = new MemoryStore();
        fill(restored, new SourceId("depot"), table("a"), table("b"));
        behind = restored;
        await().until(() -> restarts.get() == 1);
    }

    @Test
    void anEventThatBecomesVisibleAfterLaterOnesIsNoticed() {
        start();
        hidden = 2;
        fill(store, SHOP, table("a"), table("b"));
        await().until(() -> last.get() == 3);
        assertThat(restarts).hasValue(0);
        hidden = 0;
        await().until(() -> restarts.get() == 1);
    }

    /** Its events go with a source; that is no loss. */
    @Test
    void placesThatStayEmptyAreInOrder() {
        hidden = 2;
        start();
        fill(store, SHOP, table("a"), table("b"));
        await().until(() -> last.get() == 3);
        fill(store, new SourceId("depot"), table("a"));
        await().until(() -> last.get() == 5);
        assertThat(restarts).hasValue(0);
    }
}
