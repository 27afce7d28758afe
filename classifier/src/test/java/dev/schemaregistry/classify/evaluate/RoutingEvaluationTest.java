package dev.schemaregistry.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.schemaregistry.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingEvaluationTest {
    private static final String CATALOG = """
            {"source":"shop","table":"Customers","columns":[{"name":"id","type":"integer"},{"name":"cname","label":"full name"}],"primaryKey":["id"],"foreignKeys":[]}
            {"source":"shop","table":"orders","columns":[{"name":"id"},{"name":"customer_id"},{"name":"country"}],"primaryKey":["id"],"foreignKeys":[{"columns":["customer_id"],"referencedTable":"customers","referencedColumns":["id"]}]}
            {"source":"zoo","table":"animals","columns":[{"name":"id"},{"name":"species"},{"name":"keeper","description":"who feeds it"}],"primaryKey":["id"],"foreignKeys":[]}
            """;
    private static final String QUESTIONS = """
            {"id":"q1","question":"full names of customers","source":"shop","tables":["customers"],"columns":["customers.cname"]}
            {"id":"q2","question":"Which species do we have?","source":"zoo","tables":["animals"],"columns":["animals.species"]}
            {"id":"q3","question":"Orders by country and customer","source":"shop","tables":["orders","customers"],"columns":["orders.country"]}
            {"id":"q4","question":"Which species of animals are in the orders?","source":"shop","tables":["orders"],"columns":[]}
            """;

    @TempDir
    private Path folder;

    private Path catalog;
    private Path questions;

    @BeforeEach
    void write() throws IOException {
        catalog = Files.writeString(folder.resolve("catalog.jsonl"), CATALOG);
        questions = Files.writeString(folder.resolve("questions.jsonl"), QUESTIONS);
    }

    private RoutingReport run(Optional<Path> values, Optional<Path> out) {
        RoutingEvaluation.Options options = new RoutingEvaluation.Options(catalog, questions, values, out, true);
        return RoutingEvaluation.run(options, (done, total) -> {});
    }

    @Test
    void countsHitsAndMisses() {
        RoutingReport report = run(Optional.empty(), Optional.empty());

        assertThat(report.questions()).isEqualTo(4);
        assertThat(report.sources()).isEqualTo(2);
        assertThat(report.tables()).isEqualTo(3);
        assertThat(report.percent())
                .contains(
                        entry("D@1", 75.0),
                        entry("D@3", 100.0),
                        entry("set", 75.0),
                        entry("T@5", 100.0),
                        entry("R@500", 100.0));
        assertThat(report.misses()).singleElement().satisfies(miss -> {
            assertThat(miss.id()).isEqualTo("q4");
            assertThat(miss.rank()).isEqualTo(2);
            assertThat(miss.got()).isEqualTo("zoo");
            assertThat(miss.reasoning()).contains("species");
        });
        assertThat(report.text()).contains("D@1 75.00", "calibration error");
        assertThat(report.confusions()).isEqualTo("1  shop taken for zoo\n");
    }

    @Test
    void writesALineAQuestion() throws IOException {
        Path out = folder.resolve("predictions.jsonl");
        run(Optional.empty(), Optional.of(out));

        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(out)) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines).hasSize(4);
        assertThat(lines.get(2).path("id").asText()).isEqualTo("q3");
        assertThat(lines.get(2).path("sources").get(0).asText()).isEqualTo("shop");
        assertThat(lines.get(2).path("probabilities").get(0).asDouble()).isBetween(0.5, 1.0);
        assertThat(lines.get(2).path("tables").get(0).asText()).startsWith("shop.");
        assertThat(lines.get(2).path("set"))
                .extracting(JsonNode::asText)
                .containsExactly("shop.Customers", "shop.orders");
        assertThat(lines.get(2).path("micros").isNumber()).isTrue();
    }

    @Test
    void usesSampledValues() throws IOException {
        Path values = Files.writeString(folder.resolve("values.jsonl"), """
                {"source":"zoo","table":"animals","column":"species","distinct":2,"values":["red panda","okapi"]}
                """);
        Files.writeString(questions, """
                {"id":"v","question":"How many okapi?","source":"zoo","tables":["animals"],"columns":["animals.species"]}
                """);

        assertThat(run(Optional.empty(), Optional.empty()).percent()).contains(entry("D@1", 0.0));
        assertThat(run(Optional.of(values), Optional.empty()).percent())
                .contains(entry("D@1", 100.0), entry("set", 100.0));
    }

    @Test
    void namesTheFileAndLineItCannotRead() throws IOException {
        Files.writeString(questions, "{\"id\":\"q1\",\"question\":\"x\",\"source\":\"shop\"}\n{\"id\":1}\n");

        assertThatThrownBy(() -> run(Optional.empty(), Optional.empty()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("questions.jsonl line 2")
                .hasMessageContaining("\"source\"");
    }
}
