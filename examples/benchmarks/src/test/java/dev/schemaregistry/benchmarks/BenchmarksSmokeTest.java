package dev.schemaregistry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.server.cli.Main;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each benchmark runs, in small; how fast is not judged here, only what no machine can change. */
class BenchmarksSmokeTest {
    private static final List<String> PROGRAM = List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:TieredStopAtLevel=1",
            "-Xlog:disable",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stdio",
                "http",
                "search",
                "routing",
                "store",
                "peer",
                "introspect",
                "watch",
                "nodes",
                "scale",
                "rest"
            })
    void runs(String name, @TempDir Path work) {
        Benchmark benchmark = Benchmarks.known(database -> Optional.empty()).get(name);

        Report report = benchmark.run(new Setting(PROGRAM, work, Setting.Size.TINY));

        assertThat(report.figures()).isNotEmpty().allMatch(figure -> figure.value() > 0);
        assertThat(report.figures())
                .filteredOn(figure -> figure.unit().equals("tokens"))
                .allMatch(Figure::kept);
        assertThat(report.figures())
                .filteredOn(figure -> figure.name().endsWith("right table reached"))
                .allMatch(figure -> figure.value() >= 0.9 * Areas.questions().size());
        assertThat(report.text()).contains("## " + name, report.figures().get(0).name());
    }
}
