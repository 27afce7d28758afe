package dev.schemaregistry.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who comes first is served first. */
@Timeout(60)
class TurnsTest {
    private final Turns turns = new Turns(1);

    @Test
    void turnsComeInTheOrderOfComing() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        List<Integer> served = new CopyOnWriteArrayList<>();
        List<Thread> callers = new ArrayList<>();
        callers.add(start(() -> turns.take(() -> await(over))));
        for (int i = 0; i < 10; i++) {
            int number = i;
            callers.add(start(() -> turns.take(() -> served.add(number))));
        }
        assertThat(served).as("one has the turn").isEmpty();

        over.countDown();
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(served)
                .containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
    }

    @Test
    void whoFailsGivesTheTurnBack() {
        assertThatThrownBy(() -> turns.take(() -> {
                    throw new IllegalArgumentException("no such table");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(turns.take(() -> "next")).isEqualTo("next");
    }

    /** Returns when it waits. */
    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> thread.getState() == Thread.State.WAITING);
        return thread;
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
