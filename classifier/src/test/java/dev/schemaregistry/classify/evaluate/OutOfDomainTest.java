package dev.schemaregistry.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.classify.Ambiguity;
import dev.schemaregistry.classify.Classification;
import dev.schemaregistry.classify.Classification.Outcome;
import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.classify.index.SchemaIndex;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A catalog of relational tables, documents, vectors and messages: what it answers, what it cannot, and what two sources answer. */
class OutOfDomainTest {
    @TempDir
    private static Path folder;

    private static SchemaIndex index;
    private static Classifier classifier;

    @BeforeAll
    static void open() throws IOException {
        index = SchemaIndex.inMemory(CatalogFile.read(resource("catalog-mixed.jsonl"), Optional.empty()));
        classifier = new Classifier(index);
    }

    @AfterAll
    static void close() {
        index.close();
    }

    @Test
    void saysThatNothingFits() throws IOException {
        List<String> answered = lines("none-questions.txt").stream()
                .filter(text -> classifier.classify(Question.of(text)).outcome() != Outcome.NONE)
                .toList();

        assertThat(lines("none-questions.txt")).hasSize(100);
        assertThat(answered).hasSizeLessThanOrEqualTo(10);
    }

    /** A large catalog knows a word of nearly every question; the floor is a little under what docs/evaluation-routing.md reports. */
    @ParameterizedTest
    @ValueSource(strings = {"catalog-spider", "catalog-bird"})
    void saysSoOverALargeCatalogToo(String catalog) throws IOException {
        Path file = EvaluationData.file("routing/" + catalog + ".jsonl");
        try (SchemaIndex large = SchemaIndex.inMemory(CatalogFile.read(file, Optional.empty()))) {
            Classifier over = new Classifier(large);

            long refused = lines("none-questions.txt").stream()
                    .filter(text -> over.classify(Question.of(text)).outcome() == Outcome.NONE)
                    .count();

            assertThat(refused).isGreaterThanOrEqualTo(75);
        }
    }

    @Test
    void isNotTestedWithWhatItLearnedFrom() throws IOException {
        List<String> taught =
                lines("none-training.txt").stream().map(OutOfDomainTest::folded).toList();
        List<String> asked = lines("none-questions.txt").stream()
                .map(OutOfDomainTest::folded)
                .toList();

        assertThat(taught)
                .hasSizeGreaterThanOrEqualTo(400)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(asked);
        assertThat(asked).doesNotHaveDuplicates();
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    @Test
    void namesTheSourcesThatTieAndWhatWouldTellThemApart() throws IOException {
        List<String> missed = new ArrayList<>();
        for (String line : lines("ambiguous-questions.txt")) {
            String[] parts = line.split(" \\| ", -1);
            Classification answer = classifier.classify(Question.of(parts[0]));
            List<String> tied = answer.ambiguity().map(Ambiguity::sources).orElse(List.of()).stream()
                    .map(Object::toString)
                    .toList();
            if (!tied.containsAll(List.of(parts[1].split(" ", -1)))) {
                missed.add(line);
            }
            answer.ambiguity()
                    .ifPresent(tie -> assertThat(tie.tellingWords()).as(line).anyMatch(word -> !word.isEmpty()));
        }

        assertThat(lines("ambiguous-questions.txt")).hasSize(50);
        assertThat(missed).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void findsTheRightKindOfSource() throws IOException {
        List<LabelledQuestion> questions = LabelledQuestion.read(resource("questions-mixed.jsonl"));
        int right = 0;
        int sets = 0;
        for (LabelledQuestion question : questions) {
            Classification answer = classifier.classify(Question.of(question.text()));
            boolean found = !answer.sources().isEmpty()
                    && answer.sources().get(0).id().value().equals(question.source());
            right += found ? 1 : 0;
            TreeSet<String> set = new TreeSet<>();
            answer.answerSet().forEach(ref -> set.add(Answer.text(ref).toLowerCase(Locale.ROOT)));
            sets += set.equals(question.tables()) ? 1 : 0;
        }

        assertThat(right).isGreaterThanOrEqualTo(questions.size() * 95 / 100);
        assertThat(sets).isGreaterThanOrEqualTo(questions.size() * 85 / 100);
    }

    private static List<String> lines(String name) throws IOException {
        return Files.readAllLines(resource(name)).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private static Path resource(String name) throws IOException {
        try (InputStream in = OutOfDomainTest.class.getResourceAsStream(name)) {
            return Files.writeString(
                    folder.resolve(name),
                    new String(in.readAllBytes(), StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8);
        }
    }
}
