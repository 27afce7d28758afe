package dev.schemaregistry.watch;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ConflictException;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.NotFoundException;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.spi.ChangeListener;
import dev.schemaregistry.spi.Lease;
import dev.schemaregistry.watch.IntrospectionResult.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Watches one source, as it is registered now, on a thread of its own: whatever the source does to that thread, no other source
 * notices.
 */
final class SourceWatch implements ChangeListener {
    /** A thread wakes at least so often, which costs nothing and heals whatever was overlooked. */
    private static final long LONGEST_SLEEP = Duration.ofSeconds(30).toMillis();

    private final DataSource source;
    private final Optional<Lease> lease;
    private final Duration interval;
    private final IntrospectionService introspection;
    private final Subscription subscription;
    private final WatchSettings settings;
    private final WatchListener listener;
    private final LongSupplier ticks;
    private final Thread thread;
    private Told health = Told.NOTHING;

    /** Guards all that follows. */
    private final Object state = new Object();

    private final Agenda agenda;
    private Optional<Watching> told = Optional.empty();
    private boolean heard;
    private boolean read;
    private boolean looking;
    private boolean stopped;

    SourceWatch(
            DataSource source,
            Optional<Lease> lease,
            Duration interval,
            IntrospectionService introspection,
            ConnectorOpener connectors,
            WatchSettings settings,
            WatchListener listener,
            LongSupplier ticks) {
        this.source = requireNonNull(source, "source");
        this.lease = requireNonNull(lease, "lease");
        this.interval = requireNonNull(interval, "interval");
        this.introspection = lease.map(introspection::under).orElse(introspection);
        this.settings = requireNonNull(settings, "settings");
        this.listener = requireNonNull(listener, "listener");
        this.ticks = requireNonNull(ticks, "ticks");
        subscription = new Subscription(source, connectors, this);
        agenda = new Agenda(settings.pace(), interval, ticks.getAsLong());
        thread = new Thread(this::run, "watch-" + source.id());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether this is how the source is registered still, and whose turn it still is. */
    boolean fits(DataSource now, Optional<Lease> turn) {
        return lease.map(Lease::term).equals(turn.map(Lease::term))
                && source.type().equals(now.type())
                && source.uri().equals(now.uri())
                && source.settings().equals(now.settings());
    }

    /** Has the thread see what time it is. */
    void wake() {
        synchronized (state) {
            state.notifyAll();
        }
    }

    /** A look soon, if the source could not be read last time: what kept it from being read may be mended. */
    void retry() {
        synchronized (state) {
            if (agenda.isFailing()) {
                hint();
            }
        }
    }

    /** A source that was read and now never was, has been removed and registered anew. */
    void note(SourceHealth now) {
        synchronized (state) {
            if (now.status() == SourceHealth.Status.NEVER_SEEN && read) {
                read = false;
                hint();
            }
        }
    }

    /** Ends the thread soon; the listener may still hear of the look that is under way. */
    void stop() {
        synchronized (state) {
            stopped = true;
            state.notifyAll();
            if (looking) {
                thread.interrupt();
            }
        }
        subscription.close();
    }

    /** Waits for the thread to end, at most so long. */
    void awaitEnd(Duration patience) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedJoin(thread, patience.toNanos());
    }

    @Override
    public void changed() {
        hint();
    }

    @Override
    public void restored() {
        synchronized (state) {
            if (heard) {
                agenda.hintWhole(ticks.getAsLong());
            }
            heard = true;
            hint();
        }
        tell(Optional.empty());
    }

    @Override
    public void lost(String reason) {
        synchronized (state) {
            boolean stood = told.filter(Watching::isPush).isPresent();
            heard = true;
            if (stood) {
                hint();
            }
        }
        tell(Optional.of(reason));
    }

    void hint() {
        synchronized (state) {
            agenda.hint(ticks.getAsLong());
            state.notifyAll();
        }
    }

    private void tell(Optional<String> withoutPush) {
        Watching now = new Watching(source.id(), interval, withoutPush);
        synchronized (state) {
            if (stopped || told.filter(now::equals).isPresent()) {
                return;
            }
            told = Optional.of(now);
        }
        listener.watching(now);
    }

    private void run() {
        try {
            while (awaitDue()) {
                subscription.open().ifPresent(why -> tell(Optional.of(why)));
                look();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when it is over. */
    private boolean awaitDue() throws InterruptedException {
        synchronized (state) {
            while (!stopped) {
                long wait = agenda.due() - ticks.getAsLong();
                if (wait <= 0) {
                    return true;
                }
                state.wait(Math.min(LONGEST_SLEEP, TimeUnit.NANOSECONDS.toMillis(wait) + 1));
            }
            return false;
        }
    }

    private void look() {
        boolean whole;
        synchronized (state) {
            if (stopped) {
                return;
            }
            looking = true;
            whole = agenda.start(ticks.getAsLong());
        }
        IntrospectionResult result = introspect(whole);
        synchronized (state) {
            looking = false;
            // A look that was hurried by stop() leaves the mark of it.
            boolean unused = Thread.interrupted();
            if (stopped && result.outcome() == Outcome.FAILED) {
                return;
            }
            read |= result.outcome() != Outcome.FAILED;
            agenda.end(ticks.getAsLong(), result.outcome() != Outcome.FAILED);
        }
        report(result);
    }

    /** What is told of a source's health; used by the thread alone. */
    private enum Told {
        NOTHING,
        PARTIAL,
        FAILING
    }

    private IntrospectionResult introspect(boolean whole) {
        try {
            return introspection
                    .introspect(List.of(source.id()), settings.limits().withForce(whole), IntrospectionListener.SILENT)
                    .get(0);
        } catch (RegistryException failure) {
            return IntrospectionResult.failed(source.id(), failure, Duration.ZERO);
        } catch (RuntimeException failure) {
            SourceException unexpected = new SourceException(
                    ErrorCode.SOURCE_FAILED,
                    "looking at source \"" + source.id() + "\" failed unexpectedly ("
                            + failure.getClass().getSimpleName() + "); run again with more logging and report it",
                    failure);
            return IntrospectionResult.failed(source.id(), unexpected, Duration.ZERO);
        }
    }

    private void report(IntrospectionResult result) {
        result.failure().filter(SourceWatch::isWorthSaying).ifPresent(why -> {
            if (health != Told.FAILING) {
                health = Told.FAILING;
                listener.failing(source.id(), why);
            }
        });
        if (result.failure().isPresent()) {
            return;
        }
        Optional<SourceHealth> partial = result.acceptance()
                .map(acceptance -> acceptance.source().health())
                .filter(seen -> seen.status() == SourceHealth.Status.PARTIAL);
        if (partial.isEmpty() && health != Told.NOTHING) {
            health = Told.NOTHING;
            listener.recovered(source.id());
        }
        if (partial.isPresent() && health != Told.PARTIAL) {
            health = Told.PARTIAL;
            listener.partial(source.id(), partial.get().detail());
        }
        if (result.outcome() == Outcome.CHANGED) {
            listener.changed(result);
        }
    }

    /** Another writer that is faster, and a source that was just removed, are no trouble of the source. */
    private static boolean isWorthSaying(RegistryException failure) {
        return !(failure instanceof ConflictException) && !(failure instanceof NotFoundException);
    }
}
