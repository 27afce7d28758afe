package dev.schemaregistry.benchmarks;

import dev.schemaregistry.classify.SchemaSearch;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.testkit.SilentServer;
import dev.schemaregistry.watch.IntrospectionLimits;
import dev.schemaregistry.watch.IntrospectionListener;
import dev.schemaregistry.watch.WatchListener;
import dev.schemaregistry.watch.WatchSettings;
import dev.schemaregistry.watch.Watcher;
import dev.schemaregistry.watch.Watching;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** How soon a change at a PostgreSQL database is known and found, and what a source that is silent costs the others. */
final class WatchBenchmark implements Benchmark {
    private static final int TABLES = 100;
    private static final int LIVELY = 9;
    private static final int PER_ROUND = 25;
    private static final int WARM_UP = 5;
    private static final int STEPS = 7;
    private static final double P95 = 0.95;
    private static final double MOST_MILLIS = 1_000;
    private static final double MOST_RATIO = 1.2;
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_LIMIT = Duration.ofSeconds(3);
    private static final SourceId SILENT = new SourceId("silent");

    @Override
    public String name() {
        return "watch";
    }

    @Override
    public Report run(Setting setting) {
        int rounds = Math.max(3, setting.size().searches() / PER_ROUND);
        List<Figure> figures = new ArrayList<>(latency(setting, rounds));
        figures.addAll(silence(setting, Math.max(2, rounds / 10)));
        return new Report(
                name(),
                figures,
                List.of(
                        "From the moment before ALTER TABLE is sent to the moment in which another thread that asks again and"
                                + " again gets the new column; " + rounds + " rounds on " + TABLES
                                + " tables, 0 to 600 ms apart, so that some meet a look that has just ended. Watcher, store and"
                                + " index as the program wires them.",
                        "A silent source accepts connections and never answers. " + LIVELY + " others of " + TABLES
                                + " tables: once with it and once without it in turns, medians. Read: from the start of a round"
                                + " to the last of the others. Pushed: from the change to the version, one source after the"
                                + " other."));
    }

    private static Services services(Setting setting, String folder) {
        Path home = setting.work().resolve(folder);
        Services services = new Services(
                new Places(
                        home, home.resolve("config.yaml"), false, Optional.of("sqlite:" + home.resolve("registry.db"))),
                Map.of(),
                Clock.systemUTC());
        services.createIfMissing();
        return services;
    }

    private static List<Figure> latency(Setting setting, int rounds) {
        List<Long> visible = new ArrayList<>();
        List<Long> found = new ArrayList<>();
        try (Services services = services(setting, "latency");
                WatchedDatabase database = WatchedDatabase.make(services, new SourceId("a"), TABLES)) {
            Pushes pushes = new Pushes(1);
            try (Watcher watcher = services.watcher(WatchSettings.DEFAULT, pushes)) {
                watcher.start();
                pushes.await();
                for (int round = -WARM_UP; round < rounds; round++) {
                    LockSupport.parkNanos(
                            STEP.multipliedBy(Math.floorMod(round, STEPS)).toNanos());
                    long before = System.nanoTime();
                    String column = database.change();
                    until(() -> database.isVisible(column));
                    long seen = System.nanoTime();
                    until(() -> isFound(services, column));
                    if (round >= 0) {
                        visible.add(seen - before);
                        found.add(System.nanoTime() - before);
                    }
                }
            }
        }
        Samples version = Samples.measured(visible);
        Samples search = Samples.measured(found);
        return List.of(
                Figure.of("ALTER TABLE to new version, median", version.median(), "ms"),
                Figure.of("ALTER TABLE to new version, 95 of 100", version.percentile(P95), "ms"),
                Figure.of("ALTER TABLE to found by search, median", search.median(), "ms"),
                Figure.of("ALTER TABLE to found by search, 95 of 100", search.percentile(P95), "ms")
                        .atMost(MOST_MILLIS),
                Figure.of("ALTER TABLE to found by search, worst", search.worst(), "ms"));
    }

    private static boolean isFound(Services services, String column) {
        return services.classifier().search(SchemaSearch.of(column)).hits().stream()
                .anyMatch(hit -> hit.field().filter(column::equals).isPresent());
    }

    private static List<Figure> silence(Setting setting, int rounds) {
        List<WatchedDatabase> lively = new ArrayList<>();
        try (Services services = services(setting, "silence");
                SilentServer silent = SilentServer.start()) {
            for (int i = 0; i < LIVELY; i++) {
                lively.add(WatchedDatabase.make(services, new SourceId("lively" + i), TABLES));
            }
            List<Figure> figures = new ArrayList<>();
            figures.addAll(compare("read", "ms", rounds, services, silent, () -> readAll(services)));
            figures.addAll(pushed(rounds, services, silent, lively));
            return figures;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            lively.forEach(WatchedDatabase::close);
        }
    }

    private static List<Figure> pushed(
            int rounds, Services services, SilentServer silent, List<WatchedDatabase> lively) {
        Pushes pushes = new Pushes(LIVELY);
        try (Watcher watcher = services.watcher(WatchSettings.DEFAULT, pushes)) {
            watcher.start();
            pushes.await();
            return compare("pushed", "ms", rounds, services, silent, () -> {
                watcher.refresh();
                long nanos = 0;
                for (WatchedDatabase database : lively) {
                    long before = System.nanoTime();
                    String column = database.change();
                    until(() -> database.isVisible(column));
                    nanos += System.nanoTime() - before;
                }
                return nanos / lively.size();
            });
        }
    }

    /** Measures with and without the silent source in turns, so that whatever else the machine does falls on both. */
    private static List<Figure> compare(
            String what, String unit, int rounds, Services services, SilentServer silent, LongSupplier action) {
        List<Long> without = new ArrayList<>();
        List<Long> with = new ArrayList<>();
        for (int round = -1; round < rounds; round++) {
            long alone = action.getAsLong();
            register(services, silent);
            long beside = action.getAsLong();
            services.registry().removeDataSource(SILENT);
            if (round >= 0) {
                without.add(alone);
                with.add(beside);
            }
        }
        double alone = Samples.measured(without).median();
        double beside = Samples.measured(with).median();
        return List.of(
                Figure.of(what + ", nine sources alone, median", alone, unit),
                Figure.of(what + ", the nine beside a silent one, median", beside, unit),
                Figure.of(what + ", beside against alone", beside / alone, "times")
                        .atMost(MOST_RATIO));
    }

    private static void register(Services services, SilentServer silent) {
        services.registry()
                .upsertDataSource(
                        SILENT,
                        "postgres",
                        "postgresql://127.0.0.1:" + silent.port() + "/nothing",
                        Optional.empty(),
                        Map.of(
                                "host", "127.0.0.1",
                                "port", Integer.toString(silent.port()),
                                "database", "nothing"));
    }

    /** The time until the last of the lively ones is done. */
    private static long readAll(Services services) {
        List<SourceId> ids = services.registry().listDataSources().stream()
                .map(DataSource::id)
                .toList();
        AtomicLong last = new AtomicLong();
        long before = System.nanoTime();
        IntrospectionListener clock = (result, done, total) -> {
            if (!result.source().equals(SILENT)) {
                last.set(System.nanoTime());
            }
        };
        services.introspection()
                .introspect(ids, IntrospectionLimits.DEFAULT.withForce(true).withPerSource(LOOK_LIMIT), clock);
        return last.get() - before;
    }

    private static void until(BooleanSupplier done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("a change was not seen within " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Waits until so many sources push and have been read. */
    private static final class Pushes implements WatchListener {
        private final CountDownLatch left;

        Pushes(int sources) {
            left = new CountDownLatch(sources);
        }

        @Override
        public void watching(Watching watching) {
            if (watching.isPush()) {
                left.countDown();
            }
        }

        void await() {
            try {
                if (!left.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("the sources do not push");
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
