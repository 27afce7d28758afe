package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.plan.PlanReport;
import dev.schemaregistry.contract.plan.PlanReport.StepReport;
import dev.schemaregistry.server.view.Reports;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The check of a plan over several sources. */
@Command(
        name = "validate-plan",
        description = {
            "Checks a plan, a JSON list of steps, against the stored schemas: each query, and what goes from one step to another.",
            "No source is touched.",
            "Exit code 0: accepted; 1: anything else."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry validate-plan plan.json",
            "  cat plan.json | schema-registry validate-plan - --json"
        })
final class ValidatePlanCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "<file>", description = "The file with the plan, or - for standard input.")
    @Nullable
    String file;

    ValidatePlanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String given = requireNonNull(file);
        String name = given.equals("-") || given.startsWith("@") ? given : '@' + given;
        String plan = QueryInput.read(name, session.surroundings().in());
        PlanReport report = session.services().queries().checkPlan(plan);
        session.answer(() -> Reports.plan(report), page -> show(page, plan, report));
        return report.accepted() ? 0 : 1;
    }

    private static void show(Page page, String plan, PlanReport report) {
        page.line(verdict(report));
        for (Finding finding : report.findings()) {
            new FindingPage(page, plan).show(finding);
        }
        if (!report.steps().isEmpty()) {
            page.blank();
        }
        for (StepReport step : report.steps()) {
            page.line(Span.dim(step.id() + "  "), Span.plain(step.source() + ": " + fields(step)));
        }
    }

    private static String fields(StepReport step) {
        return step.fields().isEmpty()
                ? "result not known"
                : String.join(
                        ", ", step.fields().stream().map(field -> field.name()).toList());
    }

    private static Span verdict(PlanReport report) {
        return switch (report.verdict()) {
            case ACCEPT -> Span.good("accepted: every step fits the stored schemas");
            case REJECT -> Span.bad("rejected by the stored schemas");
            case UNVERIFIED, UNPARSED -> Span.warning("unverified: a step could not be judged, which is not a pass");
        };
    }
}
