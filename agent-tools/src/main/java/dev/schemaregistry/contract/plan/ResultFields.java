package dev.schemaregistry.contract.plan;

import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.JsonFindings;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.plan.PlanReport.StepReport;
import java.util.List;
import java.util.Optional;

/** Looks fields up in the results of the steps that were checked before. */
record ResultFields(JsonFindings findings, List<StepReport> reports) {

    Optional<StepReport> step(String name) {
        return reports.stream()
                .filter(report -> report.id().equals(name) || report.output().equals(name))
                .findFirst();
    }

    /** The field of a result; empty when it, or the result, is not known. */
    Optional<ResultColumn> field(String step, JsonPart name) {
        return step(step).flatMap(report -> field(report.fields(), "the result of \"" + step + '"', name));
    }

    Optional<ResultColumn> field(List<ResultColumn> fields, String where, JsonPart name) {
        Optional<ResultColumn> field =
                fields.stream().filter(each -> each.name().equals(name.text())).findFirst();
        if (field.isPresent()) {
            return field;
        }
        if (fields.isEmpty()) {
            findings.note(
                    Rule.CHECK_INCOMPLETE,
                    Severity.WARNING,
                    name,
                    "the fields of " + where + " could not be told",
                    List.of());
            return Optional.empty();
        }
        List<String> names = fields.stream().map(ResultColumn::name).toList();
        List<String> nearest = findings.nearest(name.text(), names);
        findings.error(
                Rule.UNKNOWN_COLUMN,
                name,
                where + " has no field \"" + name.text() + '"'
                        + (nearest.isEmpty()
                                ? "; it has " + String.join(", ", names)
                                : "; nearest: " + String.join(", ", nearest)),
                nearest);
        return Optional.empty();
    }
}
