package dev.schemaregistry.benchmarks;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Measures what is named on the command line, or everything. Prints one table a benchmark, and writes all figures as JSON beside
 * it. Settings are system properties: {@code launcher} (the program, else {@code ./schema-registry}), {@code work} (an empty
 * folder, else a temporary one), {@code peer} (where DBHub is kept), {@code json} (the file for the figures).
 */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) {
        Path peer = Path.of(System.getProperty("peer", "examples/benchmarks/target/dbhub"))
                .toAbsolutePath();
        Map<String, Benchmark> known = known(database -> Dbhub.findCommand(peer, database));
        List<String> wanted = arguments.length == 0 ? List.copyOf(known.keySet()) : Arrays.asList(arguments);
        if (!known.keySet().containsAll(wanted)) {
            System.err.println("there are the benchmarks " + String.join(", ", known.keySet()));
            System.exit(2);
        }
        String launcher = Path.of(System.getProperty("launcher", "schema-registry"))
                .toAbsolutePath()
                .toString();
        List<Report> reports = new ArrayList<>();
        for (String name : wanted) {
            Report report = requireNonNull(known.get(name), name)
                    .run(new Setting(List.of(launcher), folder(name), Setting.Size.FULL));
            System.out.println(report.text());
            reports.add(report);
        }
        Path json = Path.of(System.getProperty("json", "examples/benchmarks/target/benchmarks.json"));
        write(json, reports);
        System.out.println("all figures as JSON: " + json);
        System.exit(reports.stream().allMatch(Report::kept) ? 0 : 1);
    }

    /** In the order in which they run. */
    static Map<String, Benchmark> known(Function<Path, Optional<List<String>>> peer) {
        return List.of(
                        new StdioBenchmark(),
                        new HttpBenchmark(),
                        new RestBenchmark(),
                        new SearchBenchmark(),
                        new RoutingBenchmark(),
                        new StoreBenchmark(),
                        new PeerBenchmark(peer),
                        new IntrospectBenchmark(),
                        new WatchBenchmark(),
                        new NodesBenchmark(),
                        new ScaleBenchmark())
                .stream()
                .collect(Collectors.toMap(Benchmark::name, benchmark -> benchmark, (a, b) -> a, LinkedHashMap::new));
    }

    private static Path folder(String name) {
        try {
            String work = System.getProperty("work");
            return work == null
                    ? Files.createTempDirectory("benchmark-" + name)
                    : Files.createDirectories(Path.of(work).resolve(name).toAbsolutePath());
        } catch (IOException denied) {
            throw new UncheckedIOException(denied);
        }
    }

    private static void write(Path file, List<Report> reports) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(
                            file.toFile(), reports.stream().map(Report::json).toList());
        } catch (IOException denied) {
            throw new UncheckedIOException(denied);
        }
    }
}
