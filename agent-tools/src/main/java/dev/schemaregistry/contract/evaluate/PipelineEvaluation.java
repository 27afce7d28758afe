package dev.schemaregistry.contract.evaluate;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.evaluate.PipelineExamples.Example;
import dev.schemaregistry.contract.evaluate.ValidationScore.Share;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The check on example pipelines: valid ones should pass, and every misspelt field should be found. Examples that write or call scripts are
 * refused by policy and not counted. For one thread.
 */
public final class PipelineEvaluation {
    private final ContractChecker checker;
    private final List<String> errors = new ArrayList<>();
    private final List<Double> times = new ArrayList<>();
    private Share falseAlarms = Share.NONE;
    private Share contradicting = Share.NONE;
    private Share unverified = Share.NONE;
    private Share missed = Share.NONE;

    private PipelineEvaluation(ContractChecker checker) {
        this.checker = requireNonNull(checker, "checker");
    }

    /**
     * Scores a checker on a folder of examples.
     *
     * @param sampled as if the schemas had been read from a sample and not been declared
     * @throws java.io.UncheckedIOException when a file can't be read
     */
    public static PipelineScore run(ContractChecker checker, Path folder, boolean sampled) {
        List<Example> examples = PipelineExamples.read(folder).stream()
                .map(example -> sampled ? example.sampled() : example)
                .toList();
        new PipelineEvaluation(checker).score(examples);
        return new PipelineEvaluation(checker).score(examples);
    }

    private PipelineScore score(List<Example> examples) {
        examples.forEach(this::add);
        return new PipelineScore(falseAlarms, contradicting, unverified, missed, Times.of(times), errors);
    }

    private void add(Example example) {
        long start = System.nanoTime();
        ContractReport report = judge(example, example.pipeline());
        times.add((System.nanoTime() - start) / 1e6);
        if (report.firstError().filter(PipelineEvaluation::isPolicy).isPresent()) {
            return;
        }
        boolean refused = report.verdict() == Verdict.REJECT;
        List<Finding> found =
                report.findings().stream().filter(Finding::isError).toList();
        boolean contradicts = refused && found.stream().allMatch(error -> contradicts(error, example));
        falseAlarms = falseAlarms.plus(refused && !contradicts);
        contradicting = contradicting.plus(contradicts);
        unverified = unverified.plus(report.verdict() == Verdict.UNVERIFIED);
        if (refused && !contradicts) {
            errors.add("FALSE ALARM\t" + example.name() + '\t' + example.query(example.pipeline()) + '\t' + found);
        }
        if (!refused) {
            Misspellings.of(example.pipeline(), example.names()).forEach(mutant -> addMisspelt(example, mutant));
        }
    }

    private void addMisspelt(Example example, Object mutant) {
        boolean found = judge(example, mutant).findings().stream()
                .anyMatch(finding -> finding.isError() && finding.rule() == Rule.UNKNOWN_COLUMN);
        missed = missed.plus(!found);
        if (!found) {
            errors.add("MISSED\t" + example.name() + '\t' + example.query(mutant));
        }
    }

    private ContractReport judge(Example example, Object pipeline) {
        return checker.validate(new ContractQuery(example.query(pipeline), example.schema()));
    }

    private static boolean isPolicy(Finding finding) {
        return finding.level() == Finding.Level.POLICY;
    }

    /** Whether the name that is missed stands nowhere in the example's own schema. */
    private static boolean contradicts(Finding error, Example example) {
        return error.rule() == Rule.UNKNOWN_COLUMN
                && example.names().stream()
                        .noneMatch(name -> error.message().contains("no field \"" + name + '"')
                                || error.message().contains("." + name + "\" leads"));
    }
}
