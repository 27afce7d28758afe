package dev.schemaregistry.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.classify.RankingModel;
import dev.schemaregistry.classify.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingTrainingTest {
    @TempDir
    private Path folder;

    @Test
    void learnsTheSameTwiceAndMeasuresEveryFold() throws IOException {
        List<RoutingTraining.Input> inputs = List.of(input());

        TrainingReport report = RoutingTraining.run(inputs, Optional.empty(), 1, true, (done, total) -> {});
        TrainingReport again = RoutingTraining.run(inputs, Optional.empty(), 1, false, (done, total) -> {});

        assertThat(again.model().lines()).isEqualTo(report.model().lines());
        assertThat(report.rows()).hasSize(3 * Folds.COUNT);
        assertThat(report.rows().stream()
                        .mapToInt(row -> row.report().questions())
                        .sum())
                .isEqualTo(3 * 72);
        assertThat(report.text()).contains("questions-mixed", "weights and words", "D@1 by fold");
    }

    @Test
    void writesWhereTheModelComesFrom() throws IOException {
        Path file = folder.resolve("model.txt");
        RankingModel model = RankingModel.byHand();

        ModelFile.write(
                file, model, List.of(input()), Clock.fixed(Instant.parse("2030-05-01T10:00:00Z"), ZoneOffset.UTC));

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).anyMatch(line -> line.contains("2030-05-01"));
        assertThat(lines).anyMatch(line -> line.matches("# +questions-mixed.jsonl [0-9a-f]{64}"));
        assertThat(RankingModel.read(lines).lines()).isEqualTo(model.lines());
    }

    @Test
    void theShippedModelSaysWhereItComesFromAndStaysSmall() throws IOException {
        RankingModel shipped = RankingModel.shipped();

        Vocabulary vocabulary = shipped.vocabulary();
        assertThat(vocabulary.associations().all()).isNotEmpty().hasSizeLessThanOrEqualTo(AssociationLearner.MOST);
        assertThat(vocabulary.trust().all()).isNotEmpty();
        Set<String> roots = new HashSet<>(vocabulary.trust().all().keySet());
        vocabulary.associations().all().forEach(known -> roots.addAll(List.of(known.asked(), known.meant())));
        assertThat(roots).hasSizeLessThanOrEqualTo(2_000);
        try (InputStream in = RankingModel.class.getResourceAsStream("ranking-model.txt")) {
            assertThat(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .startsWith("# ")
                    .contains("evaluate train", "SHA-256");
        }
    }

    private RoutingTraining.Input input() throws IOException {
        return new RoutingTraining.Input(
                resource("catalog-mixed.jsonl"), resource("questions-mixed.jsonl"), Optional.empty());
    }

    private Path resource(String name) throws IOException {
        try (InputStream in = RoutingTrainingTest.class.getResourceAsStream(name)) {
            return Files.write(folder.resolve(name), in.readAllBytes());
        }
    }
}
