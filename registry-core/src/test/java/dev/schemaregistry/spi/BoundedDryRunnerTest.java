package dev.schemaregistry.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.spi.DryRunReport.Verdict;
import dev.schemaregistry.spi.DryRunner.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BoundedDryRunnerTest {
    @Test
    void whoeverFindsNoPlaceInTimeHearsSo() throws Exception {
        CountDownLatch inside = new CountDownLatch(BoundedDryRunner.AT_ONCE);
        CountDownLatch go = new CountDownLatch(1);
        DryRunner runner = new BoundedDryRunner((query, limits) -> {
            inside.countDown();
            await(go);
            return DryRunReport.accepted("scan", OptionalDouble.empty());
        });
        ExecutorService threads = Executors.newFixedThreadPool(BoundedDryRunner.AT_ONCE);
        try {
            List<Future<DryRunReport>> running = new ArrayList<>();
            for (int i = 0; i < BoundedDryRunner.AT_ONCE; i++) {
                running.add(threads.submit(() -> runner.dryRun("query", Limits.DEFAULT)));
            }
            inside.await();
            DryRunReport late = runner.dryRun("query", new Limits(Duration.ofMillis(1)));
            assertThat(late.verdict()).isEqualTo(Verdict.UNVERIFIED);
            assertThat(late.message()).contains("under way");
            go.countDown();
            for (Future<DryRunReport> one : running) {
                assertThat(one.get().verdict()).isEqualTo(Verdict.ACCEPTED);
            }
            assertThat(runner.dryRun("query", Limits.DEFAULT).verdict()).isEqualTo(Verdict.ACCEPTED);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
