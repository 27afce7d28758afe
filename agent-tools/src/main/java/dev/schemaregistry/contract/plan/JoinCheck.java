package dev.schemaregistry.contract.plan;

import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.JsonFindings;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.plan.PlanReport.StepReport;
import dev.schemaregistry.model.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the keys by which a result is joined with another one, of whatever source. */
record JoinCheck(JsonFindings findings, List<StepReport> reports) {

    /** The columns of the joined result: the step's own, then the other's, called {@code other.name} where a name is taken. */
    List<ResultColumn> columns(JsonPart join, List<ResultColumn> own) {
        Optional<StepReport> other =
                join.find("with").map(JsonPart::text).flatMap(new ResultFields(findings, reports)::step);
        if (other.isEmpty()) {
            return own;
        }
        Optional<JsonPart> on = join.find("on");
        List<JsonPart> pairs = on.filter(JsonPart::isObject)
                .map(List::of)
                .orElseGet(() -> on.map(JsonPart::items).orElse(List.of()));
        pairs.stream().filter(JsonPart::isObject).forEach(pair -> compare(pair, own, other.get()));
        return joined(own, other.get());
    }

    private void compare(JsonPart pair, List<ResultColumn> own, StepReport other) {
        ResultFields fields = new ResultFields(findings, reports);
        Optional<ResultColumn> left = pair.find("left").flatMap(name -> fields.field(own, "this step", name));
        Optional<ResultColumn> right =
                pair.find("right").flatMap(name -> fields.field(other.fields(), '"' + other.output() + '"', name));
        if (left.isEmpty() || right.isEmpty()) {
            return;
        }
        String types = describe(left.get()) + " and " + describe(right.get());
        switch (TypeFit.of(left.get(), right.get())) {
            case SAME, UNKNOWN -> {}
            case CONVERTIBLE ->
                findings.note(
                        Rule.TYPE_MISMATCH,
                        Severity.WARNING,
                        pair,
                        "the keys are " + types + "; write them in one form before comparing them",
                        List.of());
            case DIFFERENT -> findings.error(Rule.TYPE_MISMATCH, pair, "keys of these types are never equal: " + types);
        }
    }

    private static String describe(ResultColumn column) {
        return '"' + column.name() + "\" ("
                + TypeFit.type(column).map(DataType::text).orElse("unknown") + ')';
    }

    private static List<ResultColumn> joined(List<ResultColumn> own, StepReport other) {
        List<ResultColumn> all = new ArrayList<>(own);
        for (ResultColumn column : other.fields()) {
            boolean taken = own.stream().anyMatch(each -> each.name().equals(column.name()));
            String name = taken ? other.output() + '.' + column.name() : column.name();
            all.add(new ResultColumn(name, column.nativeType(), column.type(), column.nullability()));
        }
        return all;
    }
}
