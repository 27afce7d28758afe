package dev.schemaregistry.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.classify.RankedSource;
import dev.schemaregistry.classify.SampleCatalog;
import dev.schemaregistry.classify.index.SchemaIndex;
import dev.schemaregistry.error.InvalidRequestException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every question of the hostile set is answered in time, or refused for its length. */
class HostileQuestionsTest {
    private static final Pattern SYNTAX = Pattern.compile("[+!(){}\\[\\]^~*?:\\\\/&|]");

    @Test
    void eachIsAnsweredInTimeOrRefused() {
        try (SchemaIndex index = SchemaIndex.inMemory(SampleCatalog.create())) {
            Classifier classifier = new Classifier(index);
            classifier.classify(Question.of("warm up"));
            JsonLines.read(EvaluationData.file("validation/questions.open.jsonl"), line -> check(classifier, line));
        }
    }

    private static void check(Classifier classifier, JsonNode line) {
        String text = text(line);
        String id = line.path("id").asText();
        if (text.length() > Question.MAX_CHARACTERS) {
            assertThatThrownBy(() -> Question.of(text)).as(id).isInstanceOf(InvalidRequestException.class);
            return;
        }
        long start = System.nanoTime();
        assertThat(classifier.classify(Question.of(text)).question()).as(id).isEqualTo(text);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(id).isLessThan(Duration.ofMillis(500));
        String plain = SYNTAX.matcher(text).replaceAll(" ");
        assertThat(sources(classifier, text)).as(id).isEqualTo(sources(classifier, plain));
    }

    /** What only a query language would see means nothing. */
    private static List<RankedSource> sources(Classifier classifier, String text) {
        return classifier.classify(Question.of(text.isBlank() ? "?" : text)).sources();
    }

    private static String text(JsonNode line) {
        JsonNode recipe = line.path("recipe");
        if (!recipe.isObject()) {
            return line.path("question").asText();
        }
        String unit = recipe.path("unit").asText();
        int length = recipe.path("length").asInt();
        return unit.repeat(length / unit.length() + 1).substring(0, length);
    }
}
