package dev.schemaregistry.benchmarks;

import dev.schemaregistry.model.Table;
import dev.schemaregistry.registry.SchemaRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;

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
            figures.addAll(many(setting, tables));
        }
        return new Report(
                name(),
                figures,
                List.of(
                        "GET /api/v1/tables/{ref} over kept HTTP/1.1 connections, each asking again as soon as it was answered, "
                                + setting.size().searchTables() + " tables in " + SOURCES
                                + " sources; "
                                + setting.size().warmUp().toSeconds()
                                + " s of the same before, to warm up. Client and server share the machine."));
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
        try (LoadClient http = LoadClient.of(CONNECTIONS);
                Crowd crowd = crowd(http, CONNECTIONS, tables)) {
            Crowd.Outcome warm = crowd.during(setting.size().warmUp());
            double worked = server.processorMillis().orElse(0);
            Crowd.Outcome reads = crowd.times(each);
            worked = server.processorMillis().orElse(0) - worked;
            Samples samples = Samples.measured(reads.nanos());
            return List.of(
                    Figure.of("reads a second, from the start of the server on", warm.perSecond(), "/s"),
                    Figure.of(
                            "processor time of the server alone, a read",
                            worked / reads.nanos().size(),
                            "ms"),
                    Figure.of("reads at " + CONNECTIONS + " connections", reads.perSecond(), "/s")
                            .atLeast(2_000),
                    Figure.of("a read, median", samples.median(), "ms"),
                    Figure.of("a read, 99 of 100", samples.percentile(0.99), "ms")
                            .atMost(50),
                    Figure.of("reads answered", Math.min(warm.answered(), reads.answered()), "%")
                            .atLeast(100));
        }
    }

    private static List<Figure> many(Setting setting, List<URI> tables) {
        int connections = setting.size().connections();
        try (LoadClient http = LoadClient.of(connections);
                Crowd crowd = crowd(http, connections, tables)) {
            Crowd.Outcome reads = crowd.times(10);
            Samples samples = Samples.measured(reads.nanos());
            return List.of(
                    Figure.of("reads answered at " + connections + " connections", reads.answered(), "%")
                            .atLeast(100),
                    Figure.of("a read at " + connections + " connections, 99 of 100", samples.percentile(0.99), "ms"));
        }
    }

    private static Crowd crowd(LoadClient http, int connections, List<URI> tables) {
        Crowd.Member member = turn -> {
            LoadClient.Answer answer = http.send(new HttpGet(tables.get(turn % tables.size())));
            return answer.status() == 200 && !answer.body().isEmpty();
        };
        return new Crowd(Collections.nCopies(connections, member));
    }
}
