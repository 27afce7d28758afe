package dev.schemaregistry.contract.plan;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.JsonFindings;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.JsonText;
import dev.schemaregistry.contract.json.LimitReached;
import dev.schemaregistry.contract.plan.PlanReport.StepReport;
import java.util.List;

/**
 * Checks a plan: a JSON list of steps, each a query for one source; results of one step fill places in others, or are joined with
 * theirs. Contacts no source. Thread-safe as far as the checker and the sources are.
 */
public final class PlanCheck {
    private static final int MOST_CHARACTERS = 256 * 1024;
    /** Each query may take as long as a query may. */
    private static final int MOST_STEPS = 50;

    private final ContractChecker checker;
    private final PlanSources sources;

    public PlanCheck(ContractChecker checker, PlanSources sources) {
        this.checker = requireNonNull(checker, "checker");
        this.sources = requireNonNull(sources, "sources");
    }

    /** All findings in one pass. Any text gets a report. */
    public PlanReport check(String plan) {
        JsonFindings findings = new JsonFindings(plan);
        List<StepReport> steps = List.of();
        try {
            if (plan.length() > MOST_CHARACTERS) {
                findings.error(
                        Rule.POLICY_LIMIT,
                        "the plan has " + plan.length() + " characters; at most " + MOST_CHARACTERS + " are checked");
            } else {
                steps = JsonText.read(plan, findings)
                        .map(part -> steps(plan, part, findings))
                        .orElse(List.of());
            }
        } catch (LimitReached limit) {
            JsonFindings ended = new JsonFindings(plan);
            ended.error(Rule.POLICY_LIMIT, limit.getMessage());
            return new PlanReport(Verdict.REJECT, ended.sorted(), List.of());
        }
        return new PlanReport(verdict(findings, steps), findings.sorted(), steps);
    }

    private List<StepReport> steps(String plan, JsonPart part, JsonFindings findings) {
        if (!part.isArray() || part.items().isEmpty()) {
            findings.error(
                    Rule.SYNTAX_ERROR,
                    part,
                    "a plan is a list of steps, such as [{\"id\": …, \"source\": …, \"query\": …}]");
            return List.of();
        }
        if (part.items().size() > MOST_STEPS) {
            findings.error(
                    Rule.POLICY_LIMIT,
                    part,
                    "the plan has " + part.items().size() + " steps; at most " + MOST_STEPS + " are checked");
            return List.of();
        }
        List<PlanStep> steps = new PlanShape(findings).steps(part);
        StepOrder order = StepOrder.of(steps);
        order.inCircle()
                .forEach(step -> findings.error(
                        Rule.RECURSION,
                        step.part(),
                        "step \"" + step.id() + "\" needs a result that needs its own: "
                                + String.join(
                                        ", ",
                                        order.inCircle().stream()
                                                .map(PlanStep::id)
                                                .toList())));
        StepCheck check = new StepCheck(plan, checker, sources, findings);
        order.inOrder().forEach(check::check);
        order.inCircle().forEach(check::check);
        return check.reports();
    }

    private static Verdict verdict(JsonFindings findings, List<StepReport> steps) {
        if (findings.hasErrors()) {
            return Verdict.REJECT;
        }
        boolean all = !findings.isIncomplete()
                && steps.stream()
                        .allMatch(step -> step.contract()
                                .filter(report -> report.accepted() && report.pureRead())
                                .isPresent());
        return all ? Verdict.ACCEPT : Verdict.UNVERIFIED;
    }
}
