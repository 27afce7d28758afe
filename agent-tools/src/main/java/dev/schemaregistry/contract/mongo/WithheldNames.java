package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.Withheld;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import java.util.List;

/**
 * Looks for the names of withheld fields all over a query, whatever part they play there: as a name, and as a part of a dotted text.
 * A text that only happens to be such a name is refused with them.
 */
record WithheldNames(Check check, List<Table> tables) {
    /** Those collections of a query that have withheld fields. */
    static WithheldNames of(Check check) {
        List<Table> concerned = check.schema().context().withholds()
                ? check.tables().stream()
                        .flatMap(name -> check.schema().context().findTable(name).stream())
                        .filter(Table::hasWithheld)
                        .toList()
                : List.of();
        return new WithheldNames(check, concerned);
    }

    void look(Node node, At at) {
        if (tables.isEmpty()) {
            return;
        }
        if (node instanceof Node.Doc document) {
            for (Node.Entry entry : document.entries()) {
                text(entry.name(), at.in(entry));
                look(entry.value(), at.in(entry));
            }
        } else if (node instanceof Node.Items items) {
            for (int index = 0; index < items.nodes().size(); index++) {
                look(items.nodes().get(index), at.in(index));
            }
        } else {
            node.text().ifPresent(text -> text(text, at.on(node)));
        }
    }

    private void text(String text, At at) {
        check.step();
        for (String part : text.split("\\.", -1)) {
            String name = part.replaceAll("^\\$+", "");
            for (Table table : tables) {
                if (isWithheld(table.fields(), name)) {
                    check.error(Rule.FIELD_WITHHELD, at, Withheld.field(table, name));
                    return;
                }
            }
        }
    }

    private static boolean isWithheld(List<Field> fields, String name) {
        return fields.stream()
                .anyMatch(field ->
                        ((field.isMasked() || field.isHidden()) && field.name().equals(name))
                                || Withheld.inside(field.type()).anyMatch(inner -> isWithheld(inner, name)));
    }
}
