package dev.schemaregistry.server.rest;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.rest.IntrospectionJob.State;
import dev.schemaregistry.watch.IntrospectionLimits;
import dev.schemaregistry.watch.IntrospectionService;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Introspections that callers may follow and cancel; two run at once, a hundred wait. One that is over is told of for an hour. Thread-safe. */
final class IntrospectionJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IntrospectionJobs.class);
    private static final int AT_ONCE = 2;
    private static final int MOST_WAITING = 100;
    private static final int MOST_KEPT = 1_000;
    private static final Duration KEPT = Duration.ofHours(1);

    private final IntrospectionService introspection;
    private final Clock clock;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE, AT_ONCE, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(MOST_WAITING), IntrospectionJobs::thread);
    private final Cache<String, IntrospectionJob> jobs =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();
    private final Map<String, Future<?>> underWay = new ConcurrentHashMap<>();

    IntrospectionJobs(IntrospectionService introspection, Clock clock) {
        this.introspection = requireNonNull(introspection, "introspection");
        this.clock = requireNonNull(clock, "clock");
        threads.allowCoreThreadTimeOut(true);
    }

    /** Begins one; empty when too many wait already. */
    Optional<IntrospectionJob> start(List<SourceId> sources, IntrospectionLimits limits) {
        IntrospectionJob job = new IntrospectionJob(
                UUID.randomUUID().toString(),
                State.WAITING,
                sources,
                List.of(),
                Optional.empty(),
                clock.instant(),
                Optional.empty());
        jobs.put(job.id(), job);
        try {
            underWay.put(job.id(), threads.submit(() -> run(job.id(), sources, limits)));
            return Optional.of(job);
        } catch (RejectedExecutionException full) {
            jobs.invalidate(job.id());
            return Optional.empty();
        }
    }

    Optional<IntrospectionJob> find(String id) {
        return Optional.ofNullable(jobs.getIfPresent(id));
    }

    /** All that are kept, the youngest first. */
    List<IntrospectionJob> list() {
        return jobs.asMap().values().stream()
                .sorted(Comparator.comparing(IntrospectionJob::askedAt)
                        .reversed()
                        .thenComparing(IntrospectionJob::id))
                .toList();
    }

    /** Ends one, if it is not over; what it read so far stays. */
    Optional<IntrospectionJob> cancel(String id) {
        change(id, job -> job.ended(State.CANCELLED, Optional.empty(), clock.instant()));
        Optional.ofNullable(underWay.remove(id)).ifPresent(task -> task.cancel(true));
        return find(id);
    }

    private void run(String id, List<SourceId> sources, IntrospectionLimits limits) {
        change(id, IntrospectionJob::running);
        try {
            introspection.introspect(sources, limits, (result, done, total) -> change(id, job -> job.with(result)));
            change(id, job -> job.ended(State.DONE, Optional.empty(), clock.instant()));
        } catch (RegistryException failure) {
            change(id, job -> job.ended(State.FAILED, Optional.of(failure.getMessage()), clock.instant()));
        } catch (RuntimeException failure) {
            LOG.error("introspection {} failed", id, failure);
            change(
                    id,
                    job -> job.ended(State.FAILED, Optional.of("it failed; the log has the details"), clock.instant()));
        } finally {
            underWay.remove(id);
        }
    }

    private void change(String id, UnaryOperator<IntrospectionJob> step) {
        jobs.asMap().computeIfPresent(id, (key, job) -> job.state().isOver() ? job : step.apply(job));
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "introspection-job");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
