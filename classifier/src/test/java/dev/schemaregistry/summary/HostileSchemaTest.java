package dev.schemaregistry.summary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.schemaregistry.classify.evaluate.EvaluationData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names and comments of the hostile set cannot add a line, end a fence or move a cursor. */
class HostileSchemaTest {
    @Test
    void staysOneHarmlessLineEach() throws IOException {
        List<String> values = new ArrayList<>();
        for (String line : Files.readAllLines(EvaluationData.file("validation/hostile_schema.open.jsonl"))) {
            JsonNode value = new ObjectMapper().readTree(line).path("value");
            if (value.isTextual() && !value.asText().isEmpty()) {
                values.add(value.asText());
            }
        }
        assertThat(values).isNotEmpty();
        for (SummaryFormat format : SummaryFormat.values()) {
            values.forEach(value -> SchemaSummarizerTest.assertHarmless(format, value));
        }
    }
}
