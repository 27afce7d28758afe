package dev.schemaregistry.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.Feedback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackEvaluationTest {
    private static final List<String> ENDS = List.of("in Kent", "by year", "of last week", "with a name", "near here");

    @TempDir
    Path folder;

    /** Two sources that no word of the questions names. */
    private FeedbackReport report() throws IOException {
        return FeedbackEvaluation.run(
                new FeedbackEvaluation.Options(catalog(), questions(), Optional.empty(), List.of(1, 3), 1),
                (done, total) -> {});
    }

    private Path catalog() throws IOException {
        return Files.writeString(
                folder.resolve("catalog.jsonl"),
                line("garage", "cars") + line("kitchen", "meals") + line("office", "desks"));
    }

    private static String line(String source, String table) {
        return "{\"source\": \"" + source + "\", \"table\": \"" + table
                + "\", \"columns\": [{\"name\": \"id\", \"type\": \"number\"}]}\n";
    }

    private Path questions() throws IOException {
        StringBuilder lines = new StringBuilder();
        add(lines, "garage", "cars", List.of("bangers", "jalopies"));
        add(lines, "kitchen", "meals", List.of("dinners", "snacks"));
        return Files.writeString(folder.resolve("questions.jsonl"), lines);
    }

    private static void add(StringBuilder lines, String source, String table, List<String> words) {
        for (String word : words) {
            for (String end : ENDS) {
                String id = source + word + end;
                for (String start : List.of("which ", "all the ")) {
                    lines.append("{\"id\": \"" + start + id + "\", \"question\": \"" + start + word + " " + end
                            + "\", \"source\": \"" + source + "\", \"tables\": [\"" + table
                            + "\"], \"group\": \"" + id + "\"}\n");
                }
            }
        }
    }

    @Test
    void rememberedQuestionsLiftTheOthers() throws IOException {
        FeedbackReport report = report();

        assertThat(report.before().first()).isLessThan(20);
        assertThat(report.rows().get(0).all().first())
                .isGreaterThan(report.before().first() + 10);
        assertThat(report.rows().get(1).all().first()).isGreaterThan(50);
        assertThat(report.text()).contains("3 remembered of each source");
    }

    @Test
    void noQuestionIsAskedWhoseGroupWasTold() throws IOException {
        CatalogFile catalog = CatalogFile.read(catalog(), Optional.empty());
        List<LabelledQuestion> questions = LabelledQuestion.read(questions());
        FeedbackSplit split = new FeedbackSplit(questions, 3);
        List<Feedback> told = split.told(catalog, 3, source -> true);
        Set<String> texts = told.stream().map(Feedback::question).collect(Collectors.toSet());
        Set<String> groups = new java.util.TreeSet<>();
        questions.stream()
                .filter(question -> texts.contains(question.text()))
                .forEach(question -> groups.add(question.group()));

        assertThat(told).hasSize(6);
        assertThat(groups).hasSize(6);
        assertThat(split.asked()).hasSize(28).noneMatch(question -> groups.contains(question.group()));
        List<LabelledQuestion> reversed = new ArrayList<>(questions);
        java.util.Collections.reverse(reversed);
        assertThat(new FeedbackSplit(reversed, 3).asked()).containsExactlyInAnyOrderElementsOf(split.asked());
    }

    /** Floors a little under what docs/feedback.md reports. */
    @ParameterizedTest
    @CsvSource({
        "catalog-spider, spider-train, 4, 0.8, 1.0",
        "catalog-spider, spider-syn-train, 4, 6, 1.0",
        "catalog-bird, bird-train, 4, 2, 0.5"
    })
    void tenRememberedQuestionsOfASourceLiftItAndCostTheOthersNothing(
            String catalog, String questions, int every, double lift, double cost) {
        FeedbackReport report = FeedbackEvaluation.run(
                new FeedbackEvaluation.Options(
                        EvaluationData.file("routing/" + catalog + ".jsonl"),
                        EvaluationData.file("routing/" + questions + ".jsonl"),
                        Optional.empty(),
                        List.of(10),
                        every),
                (done, total) -> {});
        FeedbackReport.Row ten = report.rows().get(0);

        assertThat(ten.all().first())
                .as(report.text())
                .isGreaterThan(report.before().first() + lift);
        assertThat(ten.untoldHalf().first())
                .as(report.text())
                .isGreaterThanOrEqualTo(report.untoldHalfBefore().first() - cost);
    }
}
