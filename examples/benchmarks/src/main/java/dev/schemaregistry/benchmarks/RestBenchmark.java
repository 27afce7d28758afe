package dev.schemaregistry.benchmarks;

import dev.schemaregistry.model.Table;
import dev.schemaregistry.registry.SchemaRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Tables read over REST by many connections at once. */
final class RestBenchmark implements Benchmark {
    private static final int SOURCES = 10;
    private static final int CONNECTIONS = 64;

    @Override
    public String name() {
        return "rest";
    }

    @Override
    public Report run(Setting setting) {
        Path file = setting.work().resolve("rest.db");
        try (SchemaRegistry registry = FilledRegistry.open(file)) {
            FilledRegistry.fill(registry, SOURCES, setting.size().searchTables());
        }
        List<Figure> figures = new ArrayList<>();
        try (ServeProcess server = ServeProcess.start(setting, file)) {
            List<URI> tables = tables(server);
            figures.addAll(reading(setting, server, tables));
            figures.addAll(crowd(setting, tables));
        }
        return new Report(
                name(),
                figures,
                List.of(
                        "GET /api/v1/tables/{ref} over kept HTTP/1.1 connections, each asking again as soon as it was answered, "
                                + setting.size().searchTables() + " tables in " + SOURCES
                                + " sources; as many reads again beforehand to warm up. Client and server share the machine; the client"
                                + " is the JDK's, and takes more processor time than the server."));
    }

    private static List<URI> tables(ServeProcess server) {
        List<Table> tables = new SyntheticSchema().tables(SOURCES);
        return tables.stream()
                .map(table -> server.address(
                        "/api/v1/tables/company-0." + table.name().text()))
                .toList();
    }

    private static List<Figure> reading(Setting setting, ServeProcess server, List<URI> tables) {
        int each = Math.max(1, setting.size().reads() / CONNECTIONS);
        Reads warm = together(CONNECTIONS, each, tables);
        double worked = server.processorMillis().orElse(0);
        long before = System.nanoTime();
        Reads reads = together(CONNECTIONS, each, tables);
        double seconds = (System.nanoTime() - before) / 1e9;
        worked = server.processorMillis().orElse(0) - worked;
        Samples samples = Samples.measured(reads.nanos());
        return List.of(
                Figure.of(
                        "processor time of the server alone, a read",
                        worked / reads.nanos().size(),
                        "ms"),
                Figure.of(
                                "reads at " + CONNECTIONS + " connections",
                                reads.nanos().size() / seconds,
                                "/s")
                        .atLeast(2_000),
                Figure.of("a read, median", samples.median(), "ms"),
                Figure.of("a read, 99 of 100", samples.percentile(0.99), "ms").atMost(50),
                Figure.of("reads answered", Math.min(warm.answered(), reads.answered()), "%")
                        .atLeast(100));
    }

    private static List<Figure> crowd(Setting setting, List<URI> tables) {
        int connections = setting.size().connections();
        Reads reads = together(connections, 10, tables);
        Samples samples = Samples.measured(reads.nanos());
        return List.of(
                Figure.of("reads answered at " + connections + " connections", reads.answered(), "%")
                        .atLeast(100),
                Figure.of("a read at " + connections + " connections, 99 of 100", samples.percentile(0.99), "ms"));
    }

    /** @param nanos of each read that was answered */
    private record Reads(List<Long> nanos, int failed) {
        double answered() {
            return 100.0 * nanos.size() / (nanos.size() + failed);
        }
    }

    private static Reads together(int connections, int each, List<URI> tables) {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        AtomicInteger failed = new AtomicInteger();
        List<Callable<List<Long>>> work = IntStream.range(0, connections)
                .<Callable<List<Long>>>mapToObj(i -> () -> oneAfterTheOther(http, each, i, tables, failed))
                .toList();
        List<Long> all = new ArrayList<>();
        try {
            for (Future<List<Long>> done : threads.invokeAll(work)) {
                all.addAll(done.get());
            }
            return new Reads(all, failed.get());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a client failed", broken);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Long> oneAfterTheOther(
            HttpClient http, int reads, int offset, List<URI> tables, AtomicInteger failed)
            throws InterruptedException {
        List<Long> nanos = new ArrayList<>();
        for (int i = offset; i < offset + reads; i++) {
            HttpRequest request =
                    HttpRequest.newBuilder(tables.get(i % tables.size())).build();
            long before = System.nanoTime();
            if (isAnswered(http, request)) {
                nanos.add(System.nanoTime() - before);
            } else {
                failed.incrementAndGet();
            }
        }
        return nanos;
    }

    private static boolean isAnswered(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 && answer.body().length > 0;
        } catch (IOException broken) {
            return false;
        }
    }
}
