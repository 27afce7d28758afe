package dev.schemaregistry.contract;

import dev.schemaregistry.contract.ContractReport.FieldUse;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.policy.Mentions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A report on a source of which fields are withheld, without a name of a hidden one that the query does not write itself. */
final class WithheldReport {
    private static final String UNNAMED =
            "the query uses a field that the column policy withholds, without its name; leave out renamed columns and whole rows";

    private final ContractQuery query;
    private final Set<String> unspeakable;

    WithheldReport(ContractQuery query) {
        this.query = query;
        this.unspeakable = new HashSet<>(query.schema().hiddenNames());
        unspeakable.removeIf(name -> Mentions.any(query.text(), Set.of(name)));
    }

    ContractReport of(ContractReport report) {
        boolean accepted = report.verdict() == Verdict.ACCEPT;
        return new ContractReport(
                report.source(),
                report.verdict(),
                accepted && report.pureRead(),
                report.findings().stream().map(this::shown).toList(),
                report.tables(),
                report.fields().stream()
                        .filter(use -> !isWithheld(use) && !isTelling(use.field()))
                        .toList(),
                accepted ? report.columns().stream().map(WithheldReport::shown).toList() : List.of(),
                report.checkedAgainst());
    }

    private boolean isWithheld(FieldUse use) {
        return query.schema()
                .findTable(use.table())
                .flatMap(table -> table.findField(use.field()))
                .filter(Field::isWithheld)
                .isPresent();
    }

    private static ResultColumn shown(ResultColumn column) {
        return new ResultColumn(
                column.name(), column.nativeType(), column.type().map(Withheld::shown), column.nullability());
    }

    private Finding shown(Finding finding) {
        boolean telling = isTelling(finding.message()) || isTelling(finding.path());
        List<String> suggestions =
                finding.suggestions().stream().filter(one -> !isTelling(one)).toList();
        if (!telling && suggestions.size() == finding.suggestions().size()) {
            return finding;
        }
        return new Finding(
                finding.rule(),
                finding.severity(),
                finding.line(),
                finding.column(),
                isTelling(finding.path()) ? "" : finding.path(),
                telling ? words(finding.rule()) : finding.message(),
                suggestions,
                Optional.empty());
    }

    private static String words(Rule rule) {
        return rule == Rule.FIELD_WITHHELD ? UNNAMED : rule.meaning();
    }

    private boolean isTelling(String text) {
        return Mentions.any(text, unspeakable);
    }
}
