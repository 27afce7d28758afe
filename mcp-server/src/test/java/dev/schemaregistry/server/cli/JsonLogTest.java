package dev.schemaregistry.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.server.view.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program writes to standard error for a collector of logs; in a process of its own, whose standard error that is. */
class JsonLogTest {
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private List<JsonNode> errorLines(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(err.toFile())
                .redirectOutput(folder.resolve("out").toFile());
        builder.environment().put("SCHEMA_REGISTRY_HOME", folder.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(err).stream()
                .map(line -> JsonText.findTree(line).orElseThrow(() -> new AssertionError("no JSON: " + line)))
                .toList();
    }

    private String foreignFile() throws Exception {
        return Files.writeString(folder.resolve("foreign.db"), "no registry at all")
                .toString();
    }

    @Test
    void everyLineIsOneObjectAlsoAStackTrace() throws Exception {
        List<JsonNode> lines =
                errorLines(Map.of(), "--log-format", "json", "--json", "-vv", "--registry", foreignFile(), "list");
        assertThat(lines).allSatisfy(line -> assertThat(line.isObject()).isTrue());
        assertThat(lines)
                .anySatisfy(line -> assertThat(line.at("/error/code").asText()).startsWith("STORE_"));
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.path("level").asText()).isEqualTo("DEBUG");
            assertThat(line.at("/throwable/stepArray")).isNotEmpty();
            assertThat(line.has("sequenceNumber") || line.has("context")).isFalse();
        });
    }

    @Test
    void theVariableSaysItToo() throws Exception {
        List<JsonNode> lines =
                errorLines(Map.of(LogFormat.VARIABLE, "json"), "--json", "-vv", "--registry", foreignFile(), "list");
        assertThat(lines).anySatisfy(line -> assertThat(line.has("throwable")).isTrue());
    }

    @Test
    void anotherWordIsRefused() {
        assertThat(new Shell(folder).with(LogFormat.VARIABLE, "xml").run("list"))
                .satisfies(result -> assertThat(result.code()).isEqualTo(2))
                .satisfies(result -> assertThat(result.err()).contains(LogFormat.VARIABLE, "\"xml\"", "text or json"));
    }
}
