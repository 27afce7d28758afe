package dev.schemaregistry.server.mcp;

import dev.schemaregistry.spi.DryRunReport;
import dev.schemaregistry.spi.DryRunner;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;

/** A source that answers a dry run when it is let, and knows when it was asked and when its asker was interrupted. */
final class SlowSource implements DryRunner {
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch may = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);

    @Override
    public DryRunReport dryRun(String query, Limits limits) {
        asked.countDown();
        try {
            may.await();
        } catch (InterruptedException cancelled) {
            interrupted.countDown();
            Thread.currentThread().interrupt();
        }
        return DryRunReport.accepted("a plan", OptionalDouble.empty());
    }
}
