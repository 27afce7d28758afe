package dev.schemaregistry.contract.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.evaluate.PipelineEvaluation;
import dev.schemaregistry.contract.evaluate.PipelineScore;
import dev.schemaregistry.testkit.EvaluationData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check on example pipelines of the grammar: valid ones pass, and a misspelt field is found. */
class MqlExamplesTest {
    private static final MongoContractChecker CHECKER = MongoContractChecker.create();

    @AfterAll
    static void close() {
        CHECKER.close();
    }

    @ParameterizedTest(name = "schema sampled: {0}")
    @ValueSource(booleans = {false, true})
    void validPipelinesPassAndMisspeltFieldsAreFound(boolean sampled) {
        PipelineScore score = PipelineEvaluation.run(CHECKER, EvaluationData.require("mql"), sampled);

        assertThat(score.falseAlarms().of()).isGreaterThan(200);
        assertThat(score.missed().of()).isGreaterThan(500);
        assertThat(score.falseAlarms().ratio()).as(score.errors().toString()).isLessThanOrEqualTo(0.015);
        assertThat(score.missed().ratio()).as(score.errors().toString()).isLessThanOrEqualTo(0.05);
    }
}
