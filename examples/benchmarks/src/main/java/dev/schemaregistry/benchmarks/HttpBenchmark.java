package dev.schemaregistry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.registry.SchemaRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
                List.of(
                        "Calls: " + setting.size().clients()
                                + " sessions, each asking again as soon as it was answered,"
                                + " classify_question, search_schema and describe_table in turns, "
                                + setting.size().searchTables()
                                + " tables in " + SOURCES + " sources; "
                                + setting.size().warmUp().toSeconds()
                                + " s of the same before, to warm up. Client and server share the machine. Idle: every session has made a call and has its stream open."));
    }

    private static List<Figure> calls(Setting setting, ServeProcess server) {
        int clients = setting.size().clients();
        int each = Math.max(1, setting.size().searches() / clients);
        try (LoadClient http = LoadClient.of(clients);
                Crowd crowd = new Crowd(sessions(clients, http, server.mcp()).stream()
                        .map(HttpBenchmark::member)
                        .toList())) {
            Crowd.Outcome warm = crowd.during(setting.size().warmUp());
            double worked = server.processorMillis().orElse(0);
            Crowd.Outcome calls = crowd.times(each);
            worked = server.processorMillis().orElse(0) - worked;
            Samples samples = Samples.measured(calls.nanos());
            return List.of(
                    Figure.of("calls a second, from the start of the server on", warm.perSecond(), "/s"),
                    Figure.of(
                            "processor time of the server alone, a call",
                            worked / calls.nanos().size(),
                            "ms"),
                    Figure.of("calls at " + clients + " sessions", calls.perSecond(), "/s")
                            .atLeast(300),
                    Figure.of("a call, median", samples.median(), "ms"),
                    Figure.of("a call, 99 of 100", samples.percentile(0.99), "ms")
                            .atMost(200),
                    Figure.of("a call, worst", samples.worst(), "ms"),
                    Figure.of("calls answered", Math.min(warm.answered(), calls.answered()), "%")
                            .atLeast(100));
        }
    }

    private static List<HttpClientSession> sessions(int count, LoadClient http, URI server) {
        return IntStream.range(0, count)
                .mapToObj(i -> HttpClientSession.open(http, server))
                .toList();
    }

    /** Three tools in turns. */
    private static Crowd.Member member(HttpClientSession session) {
        List<String> questions = List.copyOf(Areas.questions().keySet());
        String table = new SyntheticSchema().tables(SOURCES).get(0).name().text();
        return turn -> {
            String question = questions.get(turn % questions.size());
            JsonNode result = switch (turn % 3) {
                case 0 -> session.call("classify_question", Map.of("question", question));
                case 1 -> session.call("search_schema", Map.of("words", question));
                default -> session.call("describe_table", Map.of("source", "company-0", "table", table));
            };
            return !result.path("isError").asBoolean();
        };
    }

    private static List<Figure> idle(int count, ServeProcess server) {
        List<Figure> figures = new ArrayList<>();
        try (LoadClient http = LoadClient.of(count + 1)) {
            sessions(1, http, server.mcp()).get(0).call("list_sources", Map.of());
            server.liveHeap().ifPresent(heap -> figures.add(Figure.of("heap with one session", heap, "MB")));
            for (HttpClientSession session : sessions(count, http, server.mcp())) {
                session.call("list_sources", Map.of());
                session.listen();
            }
            server.liveHeap()
                    .ifPresent(heap ->
                            figures.add(Figure.of("heap with " + count + " idle sessions that listen", heap, "MB")
                                    .atMost(300)));
        }
        return figures;
    }
}
