package dev.schemaregistry.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Open data made by others, which tests may use and the project does not hold: a folder that the environment variable
 * {@code EVAL_DATA} names. Where it is missing, tests that need it are skipped and say so.
 */
public final class EvaluationData {
    private static final String VARIABLE = "EVAL_DATA";

    private EvaluationData() {}

    /** A file or folder of the data; ends the test as skipped where there is none. */
    public static Path require(String relative) {
        Optional<Path> path = Optional.ofNullable(System.getenv(VARIABLE))
                .map(folder -> Path.of(folder, relative))
                .filter(Files::exists);
        Assumptions.assumeTrue(
                path.isPresent(), () -> "skipped: set " + VARIABLE + " to a folder that holds " + relative);
        return path.orElseThrow();
    }

    /** The records of a JSON Lines file; ends the test as skipped where there is none. */
    public static List<JsonNode> requireJsonLines(String relative) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> records = new ArrayList<>();
        for (String line : Files.readAllLines(require(relative))) {
            if (!line.isBlank()) {
                records.add(json.readTree(line));
            }
        }
        return records;
    }
}
