package dev.schemaregistry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.registry.SchemaRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Many MCP clients on one server over Streamable HTTP: what they wait for, and what it costs to know them. */
final class HttpBenchmark implements Benchmark {
    private static final int SOURCES = 10;

    @Override
    public String name() {
        return "http";
    }

    @Override
    public Report run(Setting setting) {
        Path file = setting.work().resolve("http.db");
        try (SchemaRegistry registry = FilledRegistry.open(file)) {
            FilledRegistry.fill(registry, SOURCES, setting.size().searchTables());
        }
        List<Figure> figures = new ArrayList<>();
        try (ServeProcess server = ServeProcess.start(setting, file, "--sessions", "5000")) {
            figures.addAll(calls(setting, server));
        }
        try (ServeProcess server = ServeProcess.start(setting, file, "--sessions", "5000")) {
            figures.addAll(idle(setting.size().idleSessions(), server));
        }
        return new Report(
                name(),
                figures,
                List.of("Calls: " + setting.size().clients()
                        + " sessions, each asking again as soon as it was answered,"
                        + " classify_question, search_schema and describe_table in turns, "
                        + setting.size().searchTables()
                        + " tables in " + SOURCES + " sources; as many calls again beforehand to warm up. Client and"
                        + " server share the machine. Idle: every session has made a call and has its stream open."));
    }

    private static List<Figure> calls(Setting setting, ServeProcess server) {
        int clients = setting.size().clients();
        int each = Math.max(1, setting.size().searches() / clients);
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<HttpClientSession> sessions = sessions(clients, server.mcp());
            List<Long> unused = together(threads, sessions, each);
            double worked = server.processorMillis().orElse(0);
            long before = System.nanoTime();
            List<Long> measured = together(threads, sessions, each);
            double seconds = (System.nanoTime() - before) / 1e9;
            worked = server.processorMillis().orElse(0) - worked;
            Samples samples = Samples.measured(measured);
            return List.of(
                    Figure.of("processor time of the server alone, a call", worked / measured.size(), "ms"),
                    Figure.of("calls at " + clients + " sessions", measured.size() / seconds, "/s")
                            .atLeast(300),
                    Figure.of("a call, median", samples.median(), "ms"),
                    Figure.of("a call, 99 of 100", samples.percentile(0.99), "ms")
                            .atMost(200),
                    Figure.of("a call, worst", samples.worst(), "ms"));
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<HttpClientSession> sessions(int count, URI server) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return IntStream.range(0, count)
                .mapToObj(i -> HttpClientSession.open(http, server))
                .toList();
    }

    /** The nanoseconds of each call. */
    private static List<Long> together(ExecutorService threads, List<HttpClientSession> sessions, int each) {
        List<Callable<List<Long>>> work = IntStream.range(0, sessions.size())
                .<Callable<List<Long>>>mapToObj(i -> () -> oneAfterTheOther(sessions.get(i), each, i))
                .toList();
        List<Long> all = new ArrayList<>();
        try {
            for (Future<List<Long>> done : threads.invokeAll(work)) {
                all.addAll(done.get());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a client failed", failed);
        }
        return all;
    }

    private static List<Long> oneAfterTheOther(HttpClientSession session, int calls, int offset) {
        List<Table> tables = new SyntheticSchema().tables(SOURCES);
        List<String> questions = List.copyOf(Areas.questions().keySet());
        List<Long> nanos = new ArrayList<>();
        for (int i = offset; i < offset + calls; i++) {
            String question = questions.get(i % questions.size());
            Table table = tables.get(0);
            long before = System.nanoTime();
            JsonNode result = switch (i % 3) {
                case 0 -> session.call("classify_question", Map.of("question", question));
                case 1 -> session.call("search_schema", Map.of("words", question));
                default ->
                    session.call(
                            "describe_table",
                            Map.of("source", "company-0", "table", table.name().text()));
            };
            nanos.add(System.nanoTime() - before);
            if (result.path("isError").asBoolean()) {
                throw new IllegalStateException("refused: " + result);
            }
        }
        return nanos;
    }

    private static List<Figure> idle(int count, ServeProcess server) {
        List<Figure> figures = new ArrayList<>();
        List<HttpClientSession> first = sessions(1, server.mcp());
        first.get(0).call("list_sources", Map.of());
        server.liveHeap().ifPresent(heap -> figures.add(Figure.of("heap with one session", heap, "MB")));
        for (HttpClientSession session : sessions(count, server.mcp())) {
            session.call("list_sources", Map.of());
            session.listen().orTimeout(1, TimeUnit.MINUTES).join();
        }
        server.liveHeap()
                .ifPresent(
                        heap -> figures.add(Figure.of("heap with " + count + " idle sessions that listen", heap, "MB")
                                .atMost(300)));
        return figures;
    }
}
