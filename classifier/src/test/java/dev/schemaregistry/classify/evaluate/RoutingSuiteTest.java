package dev.schemaregistry.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.schemaregistry.classify.RankingModel;
import dev.schemaregistry.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several sets in one run. */
class RoutingSuiteTest {
    private static final String CATALOG = """
            {"source":"shop","table":"customers","columns":[{"name":"id"},{"name":"city"}],"primaryKey":["id"],"foreignKeys":[]}
            {"source":"zoo","table":"animals","columns":[{"name":"id"},{"name":"species"}],"primaryKey":["id"],"foreignKeys":[]}
            {"source":"park","table":"animals","columns":[{"name":"id"},{"name":"species"},{"name":"fence"}],"primaryKey":["id"],"foreignKeys":[]}
            """;
    private static final String QUESTIONS = """
            {"id":"right","question":"customers of each city","source":"shop","tables":["customers"],"columns":["customers.city"]}
            {"id":"tie","question":"species of the animals","source":"park","tables":["animals"],"columns":[]}
            {"id":"value","question":"Which species of animals does Kowalski like in the city?","source":"shop","tables":["customers"],"columns":[]}
            {"id":"unknown","question":"species with frobnication and fence","source":"shop","tables":["customers"],"columns":[]}
            {"id":"none","question":"frobnicate the quuxes of wibble","source":"zoo","tables":["animals"],"columns":[]}
            {"id":"other","question":"the fence of the animals","source":"shop","tables":["customers"],"columns":[]}
            {"id":"missing","question":"customers","source":"shop","tables":["customers","orders"],"columns":[]}
            {"id":"both","question":"customers of each city","source":"shop","tables":["orders"],"columns":[]}
            """;

    @TempDir
    private Path folder;

    private SuiteReport run(List<RoutingSet> sets, List<ModelChoice> models, int every, Optional<Path> errors) {
        return RoutingEvaluation.run(
                new RoutingEvaluation.Plan(sets, models, every, true, Optional.empty(), errors), (done, total) -> {});
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void theSetOfTheProgramNeedsNoData() {
        SuiteReport report = run(List.of(RoutingSet.mixed()), List.of(ModelChoice.shipped()), 1, Optional.empty());

        assertThat(report.rows()).singleElement().satisfies(row -> {
            assertThat(row.set()).isEqualTo("questions-mixed");
            assertThat(row.report().questions()).isEqualTo(72);
            assertThat(row.report().percent().get("D@1")).isGreaterThanOrEqualTo(95);
            assertThat(row.report().percent().get("R@500"))
                    .isGreaterThanOrEqualTo(row.report().percent().get("list@500"));
        });
        assertThat(report.refused()).singleElement().satisfies(share -> {
            assertThat(share.asked()).isEqualTo(100);
            assertThat(share.count()).isGreaterThanOrEqualTo(90);
        });
        assertThat(report.tied()).singleElement().satisfies(share -> {
            assertThat(share.asked()).isEqualTo(50);
            assertThat(share.count()).isGreaterThanOrEqualTo(45);
        });
        assertThat(report.text()).contains("D@1", "R@500", "full@1000", "list@2000", "abstained", "refused over");
        assertThat(report.markdown())
                .startsWith("| set | model | n | D@1 |")
                .contains("| questions-mixed | shipped | 72 |");
    }

    @Test
    void findsTheSetsOfAFolderByTheirNames() throws IOException {
        for (String name : List.of(
                "catalog-a.jsonl",
                "catalog-a-b.jsonl",
                "values-a.jsonl",
                "a-dev.jsonl",
                "a-b-dev.jsonl",
                "ab-dev.jsonl",
                "a-notes.txt")) {
            write(name, "");
        }

        assertThat(RoutingSet.in(folder))
                .extracting(set -> set.catalog().shortName() + " " + set.name())
                .containsExactly("catalog-a-b a-b-dev", "catalog-a a-dev", "catalog-a a-dev with values");
    }

    @Test
    void aFolderWithoutSetsIsRefusedWithTheNamesToGive() {
        assertThatThrownBy(() -> RoutingSet.in(folder))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("catalog-<family>.jsonl");
        assertThatThrownBy(() -> RoutingSet.in(folder.resolve("absent")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("absent");
    }

    @Test
    void comparesModelsOnASample() throws IOException {
        RoutingSet set = RoutingSet.of(write("c.jsonl", CATALOG), write("q.jsonl", QUESTIONS), Optional.empty());
        Path file =
                Files.write(folder.resolve("mine.txt"), RankingModel.byHand().lines());
        List<ModelChoice> models =
                List.of(ModelChoice.of("shipped"), ModelChoice.of("by-hand"), ModelChoice.of(file.toString()));

        SuiteReport report = run(List.of(set), models, 3, Optional.empty());

        assertThat(report.rows()).extracting(SuiteReport.Row::model).containsExactly("shipped", "by-hand", "mine");
        assertThat(report.rows()).allMatch(row -> row.report().questions() == 3);
        assertThat(report.rows().get(2).report().percent())
                .isEqualTo(report.rows().get(1).report().percent());
        assertThat(report.refused()).hasSize(3);
        assertThatThrownBy(() -> ModelChoice.of(write("bad.txt", "nonsense 1\n").toString()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("bad.txt")
                .hasMessageContaining("nonsense");
    }

    @Test
    void saysOfEachWrongAnswerWhy() throws IOException {
        String more = CATALOG + """
                {"source":"shop","table":"orders","columns":[{"name":"id"},{"name":"amount"}],"primaryKey":["id"],"foreignKeys":[]}
                """;
        RoutingSet set = RoutingSet.of(write("c.jsonl", more), write("q.jsonl", QUESTIONS), Optional.empty());
        Path errors = folder.resolve("errors.jsonl");

        SuiteReport report = run(List.of(set), List.of(ModelChoice.of("by-hand")), 1, Optional.of(errors));

        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(errors)) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines)
                .extracting(line ->
                        line.path("id").asText() + ": " + line.path("reason").asText())
                .containsExactly(
                        "tie: tie",
                        "value: value",
                        "unknown: unknown words",
                        "none: abstained",
                        "other: other",
                        "missing: missing tables",
                        "both: missing and extra tables");
        assertThat(lines.get(0).path("rank").asInt()).isEqualTo(2);
        assertThat(lines.get(0).path("expectedTables").get(0).asText()).isEqualTo("park.animals");
        assertThat(lines.get(0).path("gotTables").get(0).asText()).isEqualTo("zoo.animals");
        assertThat(lines.get(1).path("unmatchedWords").toString()).contains("Kowalski");
        assertThat(lines.get(3).path("got").asText()).isEmpty();
        assertThat(report.rows().get(0).report().reasons())
                .containsEntry("tie", 1)
                .containsEntry("abstained", 1)
                .containsEntry("missing and extra tables", 1);
        assertThat(report.text()).contains("tie 1");
        assertThat(report.figures().rows().get(0).report().misses()).isEmpty();
    }
}
