package dev.schemaregistry.contract.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.evaluate.SchemaFolder;
import dev.schemaregistry.contract.evaluate.SchemaFolder.PostgresReader;
import dev.schemaregistry.contract.evaluate.ValidationEvaluation;
import dev.schemaregistry.contract.evaluate.ValidationScore;
import dev.schemaregistry.contract.sql.SqlContractChecker;
import dev.schemaregistry.testkit.EvaluationData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check with the server behind it, on open labelled queries that are wrong only when computed, and on as many right ones. */
class ShadowSetsTest {
    private static final int RIGHT_ONES = 400;

    @TempDir
    private Path folder;

    @Test
    void whatOnlyEvaluationShowsIsFound() throws Exception {
        Path truth = EvaluationData.require("validation/regress_select.open.jsonl");
        List<String> lines = Files.readAllLines(truth);
        List<String> chosen = new java.util.ArrayList<>(lines.stream()
                .filter(line -> line.contains("\"expect\": \"reject\""))
                .toList());
        lines.stream()
                .filter(line -> line.contains("\"expect\": \"accept\""))
                .limit(RIGHT_ONES)
                .forEach(chosen::add);
        Path few = Files.write(folder.resolve("few.jsonl"), chosen);
        SchemaFolder schemas =
                SchemaFolder.of(EvaluationData.require("validation/ddl"), PostgresReader.none(), file -> {
                    throw new IllegalStateException("no SQLite here");
                });
        try (ShadowPostgres checker = ShadowPostgres.behind(SqlContractChecker.create())) {
            ValidationScore score =
                    new ValidationEvaluation(checker, schemas).run(List.of(few), folder.resolve("predictions.jsonl"));

            System.getLogger("shadow").log(System.Logger.Level.INFO, score.text());
            assertThat(score.missed().values())
                    .as("%s", score.errors())
                    .allSatisfy(share -> assertThat(share.ratio()).isLessThan(0.05));
            assertThat(score.falseRejects().values())
                    .as("%s", score.errors())
                    .allSatisfy(share -> assertThat(share.ratio()).isLessThan(0.005));
        }
    }
}
