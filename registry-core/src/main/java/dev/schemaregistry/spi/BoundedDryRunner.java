package dev.schemaregistry.spi;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets at most {@value #AT_ONCE} dry runs reach a source at once. The others wait their turn for as long as their limits allow, and
 * are {@code UNVERIFIED} if it does not come. Thread-safe.
 */
public final class BoundedDryRunner implements DryRunner {
    public static final int AT_ONCE = 4;

    private final DryRunner source;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    public BoundedDryRunner(DryRunner source) {
        this.source = requireNonNull(source, "source");
    }

    @Override
    public DryRunReport dryRun(String query, Limits limits) {
        try {
            if (!places.tryAcquire(limits.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                return DryRunReport.unverified(
                        "", AT_ONCE + " dry runs are under way at this source; try again later", "");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(ErrorCode.SOURCE_TIMEOUT, "a dry run was interrupted while waiting its turn", e);
        }
        try {
            return source.dryRun(query, limits);
        } finally {
            places.release();
        }
    }
}
