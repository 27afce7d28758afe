package dev.schemaregistry.contract.plan;

import dev.schemaregistry.contract.ContractChecker;
import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.json.JsonFindings;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.plan.PlanReport.StepReport;
import dev.schemaregistry.model.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks steps one after the other, each with the results of those before it. Confined to one thread. */
final class StepCheck {
    private final String plan;
    private final ContractChecker checker;
    private final PlanSources sources;
    private final JsonFindings findings;
    private final List<StepReport> reports = new ArrayList<>();

    StepCheck(String plan, ContractChecker checker, PlanSources sources, JsonFindings findings) {
        this.plan = plan;
        this.checker = checker;
        this.sources = sources;
        this.findings = findings;
    }

    List<StepReport> reports() {
        return reports;
    }

    void check(PlanStep step) {
        Map<String, DataType> types = parameters(step);
        Optional<ContractReport> contract =
                source(step).filter(schema -> step.part().has("query")).map(schema -> query(step, schema, types));
        List<ResultColumn> own = contract.map(ContractReport::columns).orElse(List.of());
        List<ResultColumn> joined = step.join()
                .map(join -> new JoinCheck(findings, reports).columns(join, own))
                .orElse(own);
        reports.add(new StepReport(step.id(), step.source(), step.output(), contract, joined));
    }

    /** What may stand in the places of the query, by parameter. */
    private Map<String, DataType> parameters(PlanStep step) {
        Map<String, DataType> types = new LinkedHashMap<>();
        List<String> given = new ArrayList<>();
        for (JsonPart input : step.inputs()) {
            Optional<ResultColumn> field = input.find("field").flatMap(name -> field(input, name));
            Optional<JsonPart> parameter = input.find("parameter").or(() -> input.find("as"));
            Optional<String> name = parameter.or(() -> input.find("field")).map(JsonPart::text);
            name.ifPresent(given::add);
            field.flatMap(TypeFit::type).ifPresent(type -> name.ifPresent(text -> types.put(text, type)));
        }
        compare(step, given);
        return types;
    }

    private Optional<ResultColumn> field(JsonPart input, JsonPart name) {
        return input.find("from").flatMap(from -> new ResultFields(findings, reports).field(from.text(), name));
    }

    /** Each place of the query needs an input, and each input a place. */
    private void compare(PlanStep step, List<String> given) {
        Set<String> wanted = Placeholders.names(step.query(plan));
        for (String name : wanted) {
            if (!given.contains(name)) {
                List<String> nearest = findings.nearest(name, given);
                findings.inside(
                        Rule.PARAMETER,
                        Severity.ERROR,
                        step.queryPart(),
                        "nothing fills {{" + name + "}}; add an input with \"parameter\": \"" + name + '"'
                                + (nearest.isEmpty() ? "" : "; nearest: " + String.join(", ", nearest)),
                        nearest);
            }
        }
        step.inputs().forEach(input -> {
            Optional<JsonPart> parameter = input.find("parameter");
            if (parameter.isPresent() && !wanted.contains(parameter.get().text())) {
                findings.note(
                        Rule.PARAMETER,
                        Severity.WARNING,
                        parameter.get(),
                        "the query has no place {{" + parameter.get().text() + "}}");
            }
        });
    }

    private Optional<SchemaContext> source(PlanStep step) {
        Optional<JsonPart> name = step.part().find("source").filter(JsonPart::isText);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<SchemaContext> context = sources.findContext(step.source());
        if (context.isPresent()) {
            return context;
        }
        if (sources.ids().contains(step.source())) {
            findings.note(
                    Rule.CHECK_INCOMPLETE,
                    Severity.WARNING,
                    name.get(),
                    "no checker reads the queries of source \"" + step.source() + '"');
            return Optional.empty();
        }
        List<String> nearest = findings.nearest(step.source(), sources.ids());
        findings.error(
                Rule.UNKNOWN_NAMESPACE,
                name.get(),
                "no source \"" + step.source() + '"'
                        + (nearest.isEmpty() ? "" : "; nearest: " + String.join(", ", nearest)),
                nearest);
        return Optional.empty();
    }

    private ContractReport query(PlanStep step, SchemaContext schema, Map<String, DataType> types) {
        String text = Placeholders.filled(step.query(plan), schema.dialect(), types);
        ContractReport report = checker.validate(new ContractQuery(text, schema));
        report.findings()
                .forEach(finding -> findings.inside(
                        finding.rule(),
                        finding.severity(),
                        step.queryPart(),
                        "step \"" + step.id() + "\": " + finding.message(),
                        finding.suggestions()));
        if (report.verdict() != Verdict.ACCEPT && report.findings().isEmpty()) {
            findings.note(
                    Rule.CHECK_INCOMPLETE,
                    Severity.WARNING,
                    step.queryPart(),
                    "step \"" + step.id() + "\": no opinion");
        }
        return report;
    }
}
