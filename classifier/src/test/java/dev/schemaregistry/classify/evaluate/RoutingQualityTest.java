package dev.schemaregistry.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Floors a little under what docs/evaluation-routing.md reports; they may only rise. */
class RoutingQualityTest {
    @ParameterizedTest
    @CsvSource({
        "catalog-spider, spider-train,     , 77.0, 91.2, 89.8, 56.5",
        "catalog-spider, spider-train,     values-spider, 79.0, 92.0, 91.0, 58.0",
        "catalog-spider, spider-syn-train, , 64.0, 81.0, 78.0, 45.0",
        "catalog-spider, spider-syn-train, values-spider, 69.0, 84.0, 82.0, 49.0",
        "catalog-bird,   bird-train,       , 75.5, 90.0, 78.5, 32.0"
    })
    void staysAboveItsFloor(
            String catalog, String questions, String values, double first, double third, double tables, double set) {
        Optional<Path> sampled = Optional.ofNullable(values).map(name -> file(name));
        RoutingReport report = RoutingEvaluation.run(
                new RoutingEvaluation.Options(file(catalog), file(questions), sampled, Optional.empty(), false),
                (done, total) -> {});

        assertThat(report.percent().get("D@1")).as(report.text()).isGreaterThanOrEqualTo(first);
        assertThat(report.percent().get("D@3")).as(report.text()).isGreaterThanOrEqualTo(third);
        assertThat(report.percent().get("T@5")).as(report.text()).isGreaterThanOrEqualTo(tables);
        assertThat(report.percent().get("set")).as(report.text()).isGreaterThanOrEqualTo(set);
    }

    private static Path file(String name) {
        return EvaluationData.file("routing/" + name + ".jsonl");
    }
}
