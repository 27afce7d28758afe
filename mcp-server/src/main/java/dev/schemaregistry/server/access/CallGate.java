package dev.schemaregistry.server.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Holds each principal to the {@link CallLimits}. Thread-safe. */
public final class CallGate {
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);
    private static final int MOST_PRINCIPALS = 10_000;

    private final LoadingCache<String, Lane> lanes;

    public CallGate(CallLimits limits) {
        this.lanes = Caffeine.newBuilder()
                .maximumSize(MOST_PRINCIPALS)
                .expireAfterAccess(FORGOTTEN_AFTER)
                .build(name -> Lane.of(limits));
    }

    private record Lane(Bucket bucket, Semaphore places) {
        static Lane of(CallLimits limits) {
            Bucket bucket = Bucket.builder()
                    .addLimit(limit ->
                            limit.capacity(limits.perSecond()).refillGreedy(limits.perSecond(), Duration.ofSeconds(1)))
                    .build();
            return new Lane(bucket, new Semaphore(limits.concurrent()));
        }
    }

    /**
     * Lets one request of the principal begin, or says how long to wait. An admission must be {@linkplain Admission#end() ended}, from
     * whatever thread.
     */
    public Admission ask(Principal principal) {
        Lane lane = lanes.get(principal.name());
        ConsumptionProbe probe = lane.bucket().tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            return new Admission(false, seconds(probe.getNanosToWaitForRefill()), () -> {});
        }
        return lane.places().tryAcquire()
                ? new Admission(true, 0, lane.places()::release)
                : new Admission(false, 1, () -> {});
    }

    private static long seconds(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1));
    }

    /**
     * An answer of the gate.
     *
     * @param granted whether the request may begin
     * @param retryAfterSeconds when to ask again, if not; at least one then
     * @param ending what to run when the request ended
     */
    public record Admission(boolean granted, long retryAfterSeconds, Runnable ending) {
        /** Gives the place back; call it once. */
        public void end() {
            ending.run();
        }
    }
}
