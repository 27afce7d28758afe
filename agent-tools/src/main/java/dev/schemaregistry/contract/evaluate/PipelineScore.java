package dev.schemaregistry.contract.evaluate;

import dev.schemaregistry.contract.evaluate.ValidationScore.Share;
import java.util.List;

/**
 * How good the check of pipelines was.
 *
 * @param falseAlarms valid examples that were refused
 * @param contradicting examples that were refused because they name fields that their own schema lacks
 * @param unverified examples without a verdict
 * @param missed pipelines with a misspelt field that were not refused for it
 * @param times of a check
 * @param errors one line for each wrong answer
 */
public record PipelineScore(
        Share falseAlarms, Share contradicting, Share unverified, Share missed, Times times, List<String> errors) {
    public PipelineScore {
        errors = List.copyOf(errors);
    }

    /** The score as text. */
    public String text() {
        return "Example pipelines refused: " + falseAlarms + "\nRefused for fields that their schema lacks: "
                + contradicting
                + "\nWithout a verdict: " + unverified + "\nMisspelt fields missed: " + missed
                + "\nMilliseconds of a check: " + times + '\n';
    }
}
