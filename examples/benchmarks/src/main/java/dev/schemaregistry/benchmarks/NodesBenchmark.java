package dev.schemaregistry.benchmarks;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.server.rest.ApiServer;
import dev.schemaregistry.server.rest.ApiSettings;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** How soon a node knows what another one on the same registry has accepted, without being asked anything. */
final class NodesBenchmark implements Benchmark {
    private static final int WARM_UP = 10;
    private static final int TABLES = 100;
    private static final int COLUMNS = 12;
    private static final int STEPS = 7;
    private static final double P95 = 0.95;
    private static final double MOST_MILLIS = 1_000;
    private static final Duration STEP = Duration.ofMillis(37);
    private static final Duration POLL = Duration.ofNanos(500_000);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final SourceId SOURCE = new SourceId("a");

    @Override
    public String name() {
        return "nodes";
    }

    @Override
    public Report run(Setting setting) {
        int rounds = Math.max(3, setting.size().searches() / 25);
        List<Figure> figures = new ArrayList<>();
        try {
            String server = EmbeddedPostgresServer.shared().createDatabase().uri("postgres");
            figures.addAll(latency("PostgreSQL", setting, "server", server, rounds));
        } catch (SQLException failed) {
            throw new IllegalStateException("the registry's database can't be made", failed);
        }
        String file = "sqlite:" + setting.work().resolve("shared.db");
        figures.addAll(latency("by the clock alone", setting, "file", file, rounds));
        return new Report(
                name(),
                figures,
                List.of(
                        "From the moment in which one node has acknowledged a new version of a table to the moment in which the"
                                + " index of the other one holds it, and in which a client of the other one's change feed has read"
                                + " it; " + rounds + " changes, 0 to 222 ms apart, among " + TABLES
                                + " tables. Both nodes in one process, each with a home, a pool and an index of its own.",
                        "PostgreSQL: woken by NOTIFY. By the clock alone: two programs on one SQLite file, which tell each other"
                                + " nothing; so does a server without LISTEN."));
    }

    private static Services node(Setting setting, String name, String registry) {
        Path home = setting.work().resolve(name);
        Services services = new Services(
                new Places(home, home.resolve("config.yaml"), false, Optional.of(registry)),
                Map.of(),
                Clock.systemUTC());
        services.createIfMissing();
        return services;
    }

    private static List<Figure> latency(String how, Setting setting, String name, String registry, int rounds) {
        List<Long> indexed = new ArrayList<>();
        List<Long> heard = new ArrayList<>();
        try (Services writer = node(setting, name + "-one", registry);
                Services reader = node(setting, name + "-other", registry);
                ApiServer server = ApiServer.start(reader, ApiSettings.loopback(0))) {
            writer.registry().upsertDataSource(SOURCE, "synthetic", "synthetic:a", Optional.empty(), Map.of());
            new SyntheticSchema()
                    .tables(0, TABLES, COLUMNS)
                    .forEach(table -> writer.registry().upsertTableMeta(SOURCE, table));
            reader.warmUp();
            until(() -> reader.index().revision() == writer.registry().lastSequence());
            try (Feed feed = Feed.of(server.port(), writer.registry().lastSequence())) {
                for (int round = -WARM_UP; round < rounds; round++) {
                    LockSupport.parkNanos(
                            STEP.multipliedBy(Math.floorMod(round, STEPS)).toNanos());
                    writer.registry().upsertTableMeta(SOURCE, table(round + WARM_UP));
                    long acknowledged = System.nanoTime();
                    long sequence = writer.registry().lastSequence();
                    until(() -> reader.index().revision() >= sequence);
                    long seen = System.nanoTime();
                    long told = feed.heard(sequence);
                    if (round >= 0) {
                        indexed.add(Math.max(1, seen - acknowledged));
                        heard.add(Math.max(1, told - acknowledged));
                    }
                }
            }
        }
        return figures(how, Samples.measured(indexed), Samples.measured(heard));
    }

    private static List<Figure> figures(String how, Samples indexed, Samples heard) {
        return List.of(
                Figure.of(how + ": in the other's index, median", indexed.median(), "ms"),
                Figure.of(how + ": in the other's index, 95 of 100", indexed.percentile(P95), "ms")
                        .atMost(MOST_MILLIS),
                Figure.of(how + ": in the other's index, worst", indexed.worst(), "ms"),
                Figure.of(how + ": on the other's change feed, median", heard.median(), "ms"),
                Figure.of(how + ": on the other's change feed, 95 of 100", heard.percentile(P95), "ms")
                        .atMost(MOST_MILLIS),
                Figure.of(how + ": on the other's change feed, worst", heard.worst(), "ms"));
    }

    private static Table table(int round) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i <= round; i++) {
            fields.add(Field.of("field" + i, DataType.string(20)));
        }
        return Table.builder(TableName.of("growing"), TableKind.TABLE)
                .fields(fields)
                .build();
    }

    private static void until(java.util.function.BooleanSupplier done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("a change was not seen within " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** A client of the change feed, which notes when it read which place. */
    private record Feed(BufferedReader lines, Map<Long, Long> read) implements AutoCloseable {
        static Feed of(int port, long since) {
            try {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/api/v1/changes/feed?since=" + since))
                        .header("Accept", "text/event-stream")
                        .build();
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        HttpClient.newHttpClient()
                                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                                .body(),
                        StandardCharsets.UTF_8));
                Feed feed = new Feed(lines, new java.util.concurrent.ConcurrentHashMap<>());
                Thread thread = new Thread(feed::listen, "feed");
                thread.setDaemon(true);
                thread.start();
                return feed;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", stop);
            }
        }

        private void listen() {
            lines.lines()
                    .filter(line -> line.startsWith("id:"))
                    .forEach(line -> read.put(Long.parseLong(line.substring(3).strip()), System.nanoTime()));
        }

        long heard(long sequence) {
            until(() -> read.containsKey(sequence));
            return read.getOrDefault(sequence, 0L);
        }

        @Override
        public void close() {
            // the stream ends with its server, and the thread with the stream
        }
    }
}
