package dev.schemaregistry.tools;

import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.model.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A contract report as parts of an answer, what to act on first in front. */
record QueryText(String query, ContractReport report) {
    private static final int MESSAGE = 240;

    /** @param repaired the query made right, if that was possible */
    void addTo(Draft draft, Optional<String> repaired) {
        draft.heading("findings", "findings:").heading("columns", "result columns:");
        repaired.map(PlainText::block)
                .ifPresent(text -> draft.add(Part.fact("suggested_query", "suggested query: " + text, text)));
        report.findings().stream().map(this::finding).forEach(draft::add);
        versionsPart().ifPresent(draft::add);
        report.columns().stream().map(QueryText::column).forEach(draft::add);
    }

    /** The findings alone, for a query that goes no further. */
    void addFindingsTo(Draft draft) {
        report.findings().stream().map(this::finding).forEach(draft::add);
    }

    /** The versions it was checked against. */
    Optional<Part> versionsPart() {
        return report.tables().isEmpty()
                ? Optional.empty()
                : Optional.of(Part.fact("checked_against", "checked against: " + versionsText(), versions()));
    }

    private Part finding(Finding finding) {
        String message = PlainText.line(finding.message(), MESSAGE);
        List<String> suggestions = finding.suggestions().stream()
                .map(suggestion -> PlainText.line(suggestion, 130))
                .toList();
        StringBuilder text = new StringBuilder("- ")
                .append(finding.severity().name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(finding.code());
        finding.line()
                .ifPresent(line -> text.append(" at ")
                        .append(line)
                        .append(':')
                        .append(finding.column().orElse(1)));
        text.append(": ").append(message);
        // Most messages end with the nearest names already.
        if (!suggestions.isEmpty() && suggestions.stream().noneMatch(message::contains)) {
            text.append("; did you mean ").append(String.join(", ", suggestions));
        }
        Map<String, Object> json = Part.json(
                "severity", finding.severity().name(),
                "code", finding.code(),
                "rule", finding.rule().name(),
                "level", finding.level().name(),
                "line", boxed(finding.line()),
                "column", boxed(finding.column()),
                "path", PlainText.line(finding.path(), 130),
                "message", message,
                "suggestions", suggestions);
        return Part.entry("findings", text.toString(), json);
    }

    private static Optional<Integer> boxed(java.util.OptionalInt value) {
        return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
    }

    private Map<String, Object> versions() {
        Map<TableName, String> versions = new TreeMap<>();
        report.tables().forEach(table -> versions.put(table, version(table)));
        Map<String, Object> json = new java.util.LinkedHashMap<>();
        versions.forEach((table, version) -> json.put(PlainText.line(table.text(), 200), version));
        return json;
    }

    private String versionsText() {
        StringBuilder out = new StringBuilder();
        versions()
                .forEach((table, version) -> out.append(out.length() == 0 ? "" : ", ")
                        .append(table)
                        .append(' ')
                        .append(version));
        return out.toString();
    }

    private String version(TableName table) {
        return Optional.ofNullable(report.checkedAgainst().get(table))
                .map(Object::toString)
                .orElse("");
    }

    private static Part column(ResultColumn column) {
        String name = TableText.name(column.name());
        String type = column.nativeType().isEmpty()
                ? column.type().map(known -> known.text()).orElse("")
                : column.nativeType();
        String suffix = column.nullability() == ContractReport.Nullability.NOT_NULL ? " not null" : "";
        Map<String, Object> json = Part.json("name", name, "type", PlainText.line(type, 130));
        return Part.entry("columns", "- " + name + ' ' + PlainText.line(type, 130) + suffix, json);
    }
}
