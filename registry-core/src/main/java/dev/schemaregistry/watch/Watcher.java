package dev.schemaregistry.watch;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.spi.CommonSettings;
import dev.schemaregistry.spi.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps looking at sources: each at its interval, and soon after it told of a change. A push is only a reason to look: what is
 * stored is always what was read, and the clock finds what a push has lost.
 *
 * <p>Every source is watched on a thread of its own, so that one that hangs delays nobody. Sources that are registered, described
 * anew or removed, by whatever process, are taken up while it runs. Several watchers of one registry do no harm to each other; as {@link
 * WatchNode}s they share its sources, and take over those of one that ends. Thread-safe.
 */
public final class Watcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SchemaRegistry registry;
    private final IntrospectionService introspection;
    private final ConnectorOpener connectors;
    private final WatchSettings settings;
    private final OneAtATime listener;
    private final LongSupplier ticks;
    private final Turns turns;
    private final Duration pause;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<SourceId, SourceWatch> watched = new TreeMap<>();

    /** A watcher that does nothing before {@link #start}. */
    public Watcher(
            SchemaRegistry registry, ConnectorOpener connectors, WatchSettings settings, WatchListener listener) {
        this(registry, connectors, new IntrospectionService(registry, connectors), settings, listener);
    }

    /** A watcher whose looks go through a service that others may listen to. */
    public Watcher(
            SchemaRegistry registry,
            ConnectorOpener connectors,
            IntrospectionService introspection,
            WatchSettings settings,
            WatchListener listener) {
        this(registry, connectors, introspection, settings, listener, System::nanoTime, Optional.empty());
    }

    /** A watcher that shares the sources with those of other nodes. */
    public Watcher(
            SchemaRegistry registry,
            ConnectorOpener connectors,
            IntrospectionService introspection,
            WatchSettings settings,
            WatchListener listener,
            WatchNode node) {
        this(registry, connectors, introspection, settings, listener, System::nanoTime, Optional.of(node));
    }

    /** @param ticks nanoseconds from any origin; whoever moves them calls {@link #refresh} */
    Watcher(
            SchemaRegistry registry,
            ConnectorOpener connectors,
            IntrospectionService introspection,
            WatchSettings settings,
            WatchListener listener,
            LongSupplier ticks,
            Optional<WatchNode> node) {
        this.registry = requireNonNull(registry, "registry");
        this.connectors = requireNonNull(connectors, "connectors");
        this.settings = requireNonNull(settings, "settings");
        this.listener = new OneAtATime(requireNonNull(listener, "listener"));
        this.ticks = requireNonNull(ticks, "ticks");
        this.introspection = requireNonNull(introspection, "introspection");
        this.turns = node.<Turns>map(shared -> new SharedTurns(
                        registry.store().leases(), shared, settings.only().isEmpty()))
                .orElseGet(Turns::always);
        this.pause = node.map(
                        shared -> shorter(settings.lookAround(), shared.lease().dividedBy(5)))
                .orElse(settings.lookAround());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /**
     * Starts watching and returns; called once.
     *
     * @throws RegistryException when the registry cannot be read
     */
    public void start() {
        follow(registry.listDataSources());
        Thread thread = new Thread(this::run, "watch-registry");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Takes up at once what changed in the registry's list of sources, and looks again at sources that could not be read: for
     * whoever changed settings or secrets.
     *
     * @throws RegistryException when the registry cannot be read
     */
    public void refresh() {
        follow(registry.listDataSources());
        synchronized (watched) {
            watched.values().forEach(SourceWatch::retry);
            watched.values().forEach(SourceWatch::wake);
        }
    }

    /** Ends all watching in bounded time, whatever the sources do; the listener hears nothing afterwards. */
    @Override
    public void close() {
        closed.countDown();
        List<SourceWatch> ending;
        synchronized (watched) {
            ending = List.copyOf(watched.values());
            watched.clear();
        }
        ending.forEach(SourceWatch::stop);
        awaitEnd(ending);
        synchronized (watched) {
            turns.close();
        }
        listener.silence();
    }

    private static void awaitEnd(List<SourceWatch> ending) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (SourceWatch watch : ending) {
                watch.awaitEnd(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                lookAround();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAround() {
        try {
            follow(registry.listDataSources());
        } catch (RuntimeException failure) {
            // The sources that are watched meet the same trouble, and say so.
            LOG.debug("the registry's list of sources could not be read", failure);
        }
    }

    private void follow(List<DataSource> registered) {
        List<DataSource> wanted = registered.stream()
                .filter(source -> settings.only().isEmpty() || settings.only().contains(source.id()))
                .toList();
        Set<SourceId> known = wanted.stream().map(DataSource::id).collect(Collectors.toSet());
        List<SourceId> ended;
        synchronized (watched) {
            if (closed.getCount() == 0) {
                return;
            }
            Map<SourceId, Optional<Lease>> mine = turns.of(known);
            ended = endAllBut(mine.keySet());
            wanted.forEach(
                    source -> Optional.ofNullable(mine.get(source.id())).ifPresent(lease -> follow(source, lease)));
        }
        for (SourceId id : ended) {
            if (known.contains(id)) {
                listener.handedOver(id);
            } else {
                listener.forgotten(id);
            }
        }
    }

    private List<SourceId> endAllBut(Set<SourceId> mine) {
        Set<SourceId> ended = new TreeSet<>(watched.keySet());
        ended.removeAll(mine);
        ended.forEach(id -> requireNonNull(watched.remove(id)).stop());
        return List.copyOf(ended);
    }

    private void follow(DataSource source, Optional<Lease> lease) {
        SourceWatch known = watched.get(source.id());
        if (known != null && known.fits(source, lease)) {
            known.note(source.health());
            return;
        }
        if (known != null) {
            known.stop();
        }
        SourceWatch fresh =
                new SourceWatch(source, lease, interval(source), introspection, connectors, settings, listener, ticks);
        watched.put(source.id(), fresh);
        fresh.start();
    }

    /** A malformed interval fails the look, which says so; that it is looked at must not hang on it. */
    private Duration interval(DataSource source) {
        try {
            return CommonSettings.of(source.settings()).interval().orElse(settings.interval());
        } catch (InvalidRequestException malformed) {
            return settings.interval();
        }
    }
}
