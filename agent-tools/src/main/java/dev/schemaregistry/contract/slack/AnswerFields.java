package dev.schemaregistry.contract.slack;

import dev.schemaregistry.contract.ContractReport.Nullability;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.CheckedRequest;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.ShapeWalk;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The fields of the object that a method answers with. */
record AnswerFields(CheckedRequest checked, Method method, Optional<Table> channel) {

    /** Every channel has the fields of a message, and users have a table of their own. */
    private Optional<Table> table() {
        Stream<Table> tables = checked.schema().tables().stream();
        if (method.answersWith("user")) {
            return tables.filter(table -> table.kind() != TableKind.CHANNEL)
                    .filter(table -> table.name().name().equals("users"))
                    .findFirst();
        }
        return method.answersWith("message")
                ? channel.or(() -> tables.filter(table -> table.kind() == TableKind.CHANNEL)
                        .findFirst())
                : Optional.empty();
    }

    void check(JsonPart fields) {
        if (!fields.isArray()) {
            checked.findings().error(Rule.SYNTAX_ERROR, fields, ShapeWalk.wrongKind(fields, "a list of fields"));
            return;
        }
        Optional<Table> table = table();
        if (table.isEmpty()) {
            checked.findings()
                    .note(
                            Rule.CHECK_INCOMPLETE,
                            Severity.WARNING,
                            fields,
                            "the fields that " + method.name() + " answers with are not known",
                            List.of());
            return;
        }
        fields.items().forEach(field -> field(table.get(), field));
    }

    /** Without a choice, the answer has all fields. */
    void checkAll() {
        table().ifPresent(checked::usedWhole);
    }

    private void field(Table table, JsonPart field) {
        if (!field.isText()) {
            checked.findings().error(Rule.SYNTAX_ERROR, field, ShapeWalk.wrongKind(field, "the name of a field"));
            return;
        }
        String path = field.text().replace("[]", "");
        if (table.hasField(path)) {
            checked.used(table.name(), path);
            return;
        }
        List<String> nearest = checked.findings()
                .nearest(path, table.fields().stream().map(Field::name).toList());
        checked.findings()
                .error(
                        Rule.UNKNOWN_COLUMN,
                        field,
                        "a " + method.answer() + " has no field \"" + field.text() + '"'
                                + (nearest.isEmpty() ? "" : "; nearest: " + String.join(", ", nearest)),
                        nearest);
    }

    /** What the answer's objects hold: the fields asked for, or all. */
    List<ResultColumn> columns(Optional<JsonPart> wanted) {
        List<String> names = wanted.stream()
                .flatMap(fields -> fields.items().stream())
                .map(field -> field.text().replaceAll("[.\\[].*", ""))
                .toList();
        return table().stream()
                .flatMap(table -> table.fields().stream())
                .filter(field -> names.isEmpty() || names.contains(field.name()))
                .map(field -> new ResultColumn(
                        field.name(),
                        field.nativeType(),
                        Optional.of(field.type()),
                        field.nullable() ? Nullability.NULLABLE : Nullability.NOT_NULL))
                .toList();
    }
}
