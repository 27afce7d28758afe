package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.mongo.FieldConditions.Subject;
import dev.schemaregistry.contract.mongo.Filters.Position;
import java.util.List;
import java.util.Optional;

/** Conditions on places and areas. */
record AreaConditions(Check check) {
    private static final List<String> AREAS =
            List.of("$geometry", "$box", "$center", "$centerSphere", "$polygon", "$uniqueDocs");

    void of(Operator operator, Subject subject, Node value, At at) {
        switch (operator.argument()) {
            case "near" -> near(operator, subject, value, at);
            case "area" -> area(operator, value, at);
            default -> {
                if (value.number().isEmpty()) {
                    check.error(Rule.SYNTAX_ERROR, at, operator.name() + " takes a number, not " + value.words());
                }
            }
        }
    }

    private void near(Operator operator, Subject subject, Node value, At at) {
        if (subject.position() != Position.COMMAND) {
            check.error(
                    Rule.NOT_SUPPORTED,
                    at,
                    operator.name() + " may not stand in a pipeline; begin it with $geoNear instead");
        }
        if (!(value instanceof Node.Items || value instanceof Node.Doc)) {
            check.error(Rule.SYNTAX_ERROR, at, operator.name() + " takes a place, not " + value.words());
        }
    }

    private void area(Operator operator, Node value, At at) {
        Optional<Node.Doc> document = check.requireDocument(value, at, operator.name());
        if (document.isEmpty()) {
            return;
        }
        if (document.get().entries().isEmpty()) {
            check.error(Rule.SYNTAX_ERROR, at, operator.name() + " needs an area");
        }
        for (Node.Entry entry : document.get().entries()) {
            if (!AREAS.contains(entry.name())) {
                check.unknown(
                        Rule.SYNTAX_ERROR,
                        at.in(entry),
                        operator.name() + " takes no \"" + entry.name() + '"',
                        entry.name(),
                        AREAS);
            }
        }
    }
}
