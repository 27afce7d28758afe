package dev.schemaregistry.connector.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    private static final List<Integer> MANY = IntStream.range(0, 40).boxed().toList();

    @Test
    void answersComeInTheOrderOfTheQuestionsFromAFewThreads() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        List<Integer> doubled = SideBySide.all(
                MANY,
                number -> {
                    threads.add(Thread.currentThread());
                    return 2 * number;
                },
                IllegalStateException::new);
        assertThat(doubled).isEqualTo(MANY.stream().map(number -> 2 * number).toList());
        assertThat(threads).hasSizeLessThanOrEqualTo(8);
        assertThat(SideBySide.all(List.<Integer>of(), number -> number, IllegalStateException::new))
                .isEmpty();
    }

    @Test
    void theFirstFailureEndsItAndInterruptsTheOthers() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        assertThatThrownBy(() -> SideBySide.all(
                        List.of(0, 1),
                        number -> number == 0 ? untilInterrupted(waiting, never, interrupted) : failOnce(waiting),
                        IllegalStateException::new))
                .isInstanceOf(UnsupportedOperationException.class);
        interrupted.await();
    }

    @Test
    void anInterruptionIsToldAndKept() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> SideBySide.all(MANY, number -> number, () -> new IllegalStateException("told")))
                .hasMessage("told");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static int untilInterrupted(CountDownLatch waiting, CountDownLatch never, CountDownLatch interrupted) {
        waiting.countDown();
        try {
            never.await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
        return 0;
    }

    private static int failOnce(CountDownLatch waiting) {
        try {
            waiting.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UnsupportedOperationException();
    }
}
