package dev.schemaregistry.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateRoutingCommandTest {
    @TempDir
    private Path home;

    private String write(String name, String text) throws IOException {
        Files.createDirectories(home.resolve("data"));
        return Files.writeString(home.resolve("data").resolve(name), text).toString();
    }

    private void writeSet() throws IOException {
        write("catalog-zoo.jsonl", """
                {"source":"zoo","table":"animals","columns":[{"name":"id"},{"name":"species"}],"primaryKey":["id"],"foreignKeys":[]}
                """);
        write("zoo-dev.jsonl", """
                {"id":"1","question":"species of the animals","source":"zoo","tables":["animals"],"columns":["animals.species"]}
                {"id":"2","question":"How many okapi?","source":"zoo","tables":["animals"],"columns":[]}
                """);
    }

    @Test
    void runsTheSetOfTheProgramWithoutOptions() {
        Shell.Result result = new Shell(home).run("evaluate", "routing");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("D@1", "questions-mixed", "refused over catalog-mixed", "both named over");
    }

    @Test
    void runsEverySetOfAFolderAndComparesModels() throws IOException {
        writeSet();
        write("values-zoo.jsonl", """
                {"source":"zoo","table":"animals","column":"species","distinct":1,"values":["okapi"]}
                """);
        Path errors = home.resolve("errors.jsonl");

        Shell.Result result = new Shell(home)
                .run(
                        "evaluate",
                        "routing",
                        "--json",
                        "--summaries",
                        "--data",
                        home.resolve("data").toString(),
                        "--model",
                        "by-hand",
                        "--model",
                        "shipped",
                        "--errors",
                        errors.toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.json().path("rows"))
                .extracting(row ->
                        row.path("set").asText() + " " + row.path("model").asText())
                .containsExactly(
                        "questions-mixed by-hand",
                        "questions-mixed shipped",
                        "zoo-dev by-hand",
                        "zoo-dev shipped",
                        "zoo-dev with values by-hand",
                        "zoo-dev with values shipped");
        assertThat(result.json().at("/rows/2/report/percent/D@1").asDouble()).isEqualTo(50);
        assertThat(result.json().at("/rows/4/report/percent/D@1").asDouble()).isEqualTo(100);
        assertThat(result.json().at("/rows/2/report/reasons/abstained").asInt()).isEqualTo(1);
        assertThat(result.json().path("refused")).hasSize(6);
        assertThat(Files.readAllLines(errors)).anyMatch(line -> line.contains("\"zoo-dev\"") && line.contains("okapi"));
    }

    @Test
    void oneSetStillGivesItsOwnFigures() throws IOException {
        writeSet();
        String catalog = home.resolve("data/catalog-zoo.jsonl").toString();
        String questions = home.resolve("data/zoo-dev.jsonl").toString();
        String out = home.resolve("predictions.jsonl").toString();
        Shell shell = new Shell(home);

        Shell.Result json = shell.run(
                "evaluate", "routing", "--catalog", catalog, "--questions", questions, "--out", out, "--json");
        Shell.Result markdown =
                shell.run("evaluate", "routing", "--catalog", catalog, "--questions", questions, "--markdown");

        assertThat(json.json().path("questions").asInt()).isEqualTo(2);
        assertThat(json.json().path("misses")).hasSize(1);
        assertThat(Files.readAllLines(Path.of(out))).hasSize(2);
        assertThat(markdown.out()).contains("| zoo-dev | shipped | 2 | 50.0 |");
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefused() throws IOException {
        writeSet();
        String catalog = home.resolve("data/catalog-zoo.jsonl").toString();
        Shell shell = new Shell(home);

        assertThat(shell.run("evaluate", "routing", "--catalog", catalog).err()).contains("give both");
        assertThat(shell.run("evaluate", "routing", "--out", "x").err()).contains("belong to one set");
        assertThat(shell.run("evaluate", "routing", "--every", "0").err()).contains("--every 0");
        assertThat(shell.run(
                                "evaluate",
                                "routing",
                                "--data",
                                home.resolve("absent").toString())
                        .err())
                .contains("absent", "cannot be listed");
    }
}
