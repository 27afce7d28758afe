package dev.schemaregistry.contract.plan;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What the stored schemas say about a plan.
 *
 * @param findings everything found in one pass, with places in the plan's text; errors first
 * @param steps in the order in which they can be run; in that of the text where there is none
 */
public record PlanReport(Verdict verdict, List<Finding> findings, List<StepReport> steps) {
    public PlanReport {
        requireNonNull(verdict, "verdict");
        findings = List.copyOf(findings);
        steps = List.copyOf(steps);
    }

    /** Whether each step may go on to its source. */
    public boolean accepted() {
        return verdict == Verdict.ACCEPT;
    }

    /** The step of that id. */
    public Optional<StepReport> findStep(String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    /**
     * One step.
     *
     * @param output the name of its result; its id unless the plan gives another
     * @param contract what the contract check said of its query; empty when there was nothing to check it against
     * @param fields what its result holds: the columns of its query, then those it is joined with
     */
    public record StepReport(
            String id, String source, String output, Optional<ContractReport> contract, List<ResultColumn> fields) {
        public StepReport {
            requireNonNull(id, "id");
            requireNonNull(source, "source");
            requireNonNull(output, "output");
            requireNonNull(contract, "contract");
            fields = List.copyOf(fields);
        }

        /** The field of that name. */
        public Optional<ResultColumn> findField(String name) {
            return fields.stream().filter(field -> field.name().equals(name)).findFirst();
        }
    }
}
