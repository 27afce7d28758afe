package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows conditions: a filter of {@code find}, a {@code $match}, what {@code $elemMatch} holds. */
final class Filters {
    private final Check check;
    private final FieldConditions conditions;

    Filters(Check check) {
        this.check = check;
        this.conditions = new FieldConditions(check, this);
    }

    /** Where a condition stands, as far as operators depend on it. */
    enum Position {
        /** The filter of a command: everything may stand. */
        COMMAND,
        /** The first stage of a pipeline. */
        FIRST_STAGE,
        /** A later stage, or inside another condition. */
        LATER;

        boolean allowsText() {
            return this != LATER;
        }
    }

    /** Follows a condition on whole documents. */
    void of(Node node, Scope scope, Position position, At at) {
        check.step();
        Optional<Node.Doc> document = check.requireDocument(node, at, "a condition");
        if (document.isEmpty()) {
            return;
        }
        for (Node.Entry entry : document.get().entries()) {
            At here = at.in(entry);
            if (entry.name().startsWith("$")) {
                operator(entry, scope, position, here);
            } else {
                conditions.of(entry, scope, position, here);
            }
        }
    }

    private void operator(Node.Entry entry, Scope scope, Position position, At at) {
        Optional<Operator> operator = Operators.table().find(Operators.QUERY, entry.name());
        if (operator.isEmpty()) {
            unknown(entry, at);
            return;
        }
        if (operator.get().isRefused()) {
            check.error(
                    Rule.POLICY_FUNCTION,
                    at,
                    entry.name() + " runs JavaScript at the server; write the condition with operators");
            return;
        }
        switch (operator.get().argument()) {
            case "filters" -> all(entry, scope, position, at);
            case "expression" -> check.expressions().of(entry.value(), scope, at);
            case "text" -> {
                check.passesOn(scope.root(), at);
                text(entry, position, at);
            }
            case "schema" -> schema(entry, scope, at);
            case "rate" -> rate(entry, at);
            default -> {}
        }
    }

    private void unknown(Node.Entry entry, At at) {
        if (Operators.table().find(Operators.FIELD, entry.name()).isPresent()) {
            check.error(
                    Rule.SYNTAX_ERROR,
                    at,
                    entry.name() + " is a condition on a field; write {field: {" + entry.name() + ": …}}");
            return;
        }
        boolean expression =
                Operators.table().find(Operators.EXPRESSION, entry.name()).isPresent();
        Set<String> known = Operators.table().names(Operators.QUERY);
        check.unknown(
                Rule.UNKNOWN_FUNCTION,
                at,
                expression
                        ? entry.name() + " is an operator of expressions; put it into $expr"
                        : "there is no condition \"" + entry.name() + '"',
                entry.name(),
                expression ? List.of() : known);
    }

    private void all(Node.Entry entry, Scope scope, Position position, At at) {
        Optional<Node.Items> items = check.requireItems(entry.value(), at, entry.name());
        if (items.isEmpty()) {
            return;
        }
        if (items.get().nodes().isEmpty()) {
            check.error(Rule.SYNTAX_ERROR, at, entry.name() + " needs at least one condition");
        }
        for (int index = 0; index < items.get().nodes().size(); index++) {
            of(items.get().nodes().get(index), scope, position, at.in(index));
        }
    }

    private void text(Node.Entry entry, Position position, At at) {
        if (!position.allowsText()) {
            check.error(
                    Rule.NOT_SUPPORTED,
                    at,
                    "$text may only stand in the first $match of a pipeline, and not inside of others");
        }
        Optional<Node.Doc> document = check.requireDocument(entry.value(), at, "$text");
        List<String> known = List.of("$search", "$language", "$caseSensitive", "$diacriticSensitive");
        if (document.isEmpty()) {
            return;
        }
        if (document.get().find("$search").flatMap(Node::text).isEmpty()) {
            check.error(Rule.SYNTAX_ERROR, at, "$text needs a text in $search");
        }
        for (Node.Entry option : document.get().entries()) {
            if (!known.contains(option.name())) {
                check.unknown(
                        Rule.SYNTAX_ERROR,
                        at.in(option),
                        "$text takes no \"" + option.name() + '"',
                        option.name(),
                        known);
            }
        }
    }

    /** The fields a schema names are those of the documents it is held against. */
    private void schema(Node.Entry entry, Scope scope, At at) {
        check.requireDocument(entry.value(), at, "$jsonSchema")
                .flatMap(schema -> schema.entry("properties"))
                .ifPresent(properties -> check.requireDocument(properties.value(), at.in(properties), "properties")
                        .ifPresent(named -> named.entries()
                                .forEach(field -> check.inCondition(
                                        scope.root(),
                                        field.name(),
                                        at.in(properties).in(field)))));
    }

    private void rate(Node.Entry entry, At at) {
        Optional<Double> rate = entry.value().number();
        if (rate.isEmpty() || rate.get() < 0 || rate.get() > 1) {
            check.error(Rule.INVALID_CONSTANT, at, "$sampleRate takes a number from 0 to 1");
        }
    }
}
