package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.mongo.Filters.Position;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows conditions on one field: {@code {age: {$gt: 18}}}, {@code {name: "x"}}. */
final class FieldConditions {
    private final Check check;
    private final Filters filters;
    private final Comparisons comparisons;
    private final AreaConditions areas;
    private final OperandForms forms;

    FieldConditions(Check check, Filters filters) {
        this.check = check;
        this.filters = filters;
        this.comparisons = new Comparisons(check);
        this.areas = new AreaConditions(check);
        this.forms = new OperandForms(check);
    }

    /**
     * A field with its conditions.
     *
     * @param name as written
     * @param shape what the field is
     */
    record Subject(String name, Shape shape, Scope scope, Position position) {}

    void of(Node.Entry entry, Scope scope, Position position, At at) {
        Shape shape = check.inCondition(scope.root(), entry.name(), at);
        of(new Subject(entry.name(), shape, scope, position), entry.value(), at);
    }

    void of(Subject subject, Node value, At at) {
        if (value instanceof Node.Doc document && document.operator().isPresent()) {
            operators(subject, document, at);
        } else {
            equal(subject, value, at);
        }
    }

    private void operators(Subject subject, Node.Doc document, At at) {
        for (Node.Entry entry : document.entries()) {
            At here = at.in(entry);
            if (!entry.name().startsWith("$")) {
                check.error(
                        Rule.SYNTAX_ERROR,
                        here,
                        "\"" + entry.name() + "\" stands beside an operator; a field has either operators or a value");
                continue;
            }
            Optional<Operator> operator = Operators.table().find(Operators.FIELD, entry.name());
            if (operator.isEmpty()) {
                unknown(entry, here);
            } else {
                operator(operator.get(), subject, document, entry.value(), here);
            }
        }
    }

    private void unknown(Node.Entry entry, At at) {
        if (entry.name().equals("$where") || entry.name().equals("$function")) {
            check.error(Rule.POLICY_FUNCTION, at, entry.name() + " runs JavaScript at the server");
            return;
        }
        boolean whole = Operators.table().find(Operators.QUERY, entry.name()).isPresent();
        Set<String> known = Operators.table().names(Operators.FIELD);
        check.unknown(
                Rule.UNKNOWN_FUNCTION,
                at,
                whole
                        ? entry.name() + " is a condition on the document; it stands outside of fields"
                        : "there is no condition \"" + entry.name() + "\" on a field",
                entry.name(),
                whole ? List.of() : known);
    }

    private void operator(Operator operator, Subject subject, Node.Doc all, Node value, At at) {
        requireKind(operator, subject, at);
        switch (operator.argument()) {
            case "value" -> comparisons.value(subject.name(), subject.shape(), value, at);
            case "values" -> values(operator, subject, value, at);
            case "all" -> allOf(subject, value, at);
            case "types" -> forms.types(value, at);
            case "count" -> check.requireCount(value, at, operator.name(), 0);
            case "mod" -> forms.mod(value, at);
            case "regex" -> forms.regex(value, at);
            case "options" -> {
                if (all.entry("$regex").isEmpty()) {
                    check.error(Rule.SYNTAX_ERROR, at, "$options needs $regex beside it");
                }
            }
            case "not" -> not(subject, value, at);
            case "element" -> element(subject, value, at);
            case "bits" -> forms.bits(operator, value, at);
            case "area", "near", "distance" -> areas.of(operator, subject, value, at);
            default -> {}
        }
    }

    private void requireKind(Operator operator, Subject subject, At at) {
        Set<Kind> wanted = Operators.kinds(operator.result());
        boolean listNeeded = operator.result().equals("array");
        Set<Kind> kinds = listNeeded ? subject.shape().kinds() : Comparisons.withItems(subject.shape());
        if (!wanted.isEmpty() && !kinds.isEmpty() && kinds.stream().noneMatch(wanted::contains)) {
            check.error(
                    Rule.NO_MATCHING_OPERATOR,
                    at,
                    operator.name() + " takes a field of type "
                            + operator.result().replace("|", " or ") + "; \"" + subject.name() + "\" is "
                            + subject.shape().words());
        }
    }

    private void equal(Subject subject, Node value, At at) {
        comparisons.value(subject.name(), subject.shape(), value, at);
        Optional<Fields> inside =
                subject.shape().fields().or(() -> subject.shape().element().fields());
        if (value instanceof Node.Doc document && inside.isPresent()) {
            document.entries()
                    .forEach(entry -> check.inCondition(Shape.document(inside.get()), entry.name(), at.in(entry)));
        }
    }

    private void values(Operator operator, Subject subject, Node value, At at) {
        Optional<Node.Items> items = check.requireItems(value, at, operator.name());
        for (int index = 0; index < items.map(i -> i.nodes().size()).orElse(0); index++) {
            Node node = items.get().nodes().get(index);
            check.step();
            if (node instanceof Node.Doc document && document.operator().isPresent()) {
                check.error(
                        Rule.SYNTAX_ERROR,
                        at.in(index),
                        operator.name() + " takes values; \""
                                + document.operator().get().name() + "\" is an operator");
            } else {
                comparisons.value(subject.name(), subject.shape(), node, at.in(index));
            }
        }
    }

    private void allOf(Subject subject, Node value, At at) {
        Optional<Node.Items> items = check.requireItems(value, at, "$all");
        for (int index = 0; index < items.map(i -> i.nodes().size()).orElse(0); index++) {
            of(subject, items.get().nodes().get(index), at.in(index));
        }
    }

    private void not(Subject subject, Node value, At at) {
        if (value instanceof Node.Doc document && document.operator().isPresent()) {
            operators(subject, document, at);
        } else if (!Expressions.literal(value).kinds().contains(Kind.REGEX)) {
            check.error(Rule.SYNTAX_ERROR, at.on(value), "$not takes an operator or a pattern, not " + value.words());
        }
    }

    /** A condition on one item: on its fields, or with operators on the item itself. */
    private void element(Subject subject, Node value, At at) {
        Optional<Node.Doc> document = check.requireDocument(value, at, "$elemMatch");
        if (document.isEmpty()) {
            return;
        }
        Shape item = subject.shape().element();
        boolean onItem = document.get().operator().isPresent()
                && Operators.table()
                        .find(Operators.QUERY, document.get().operator().get().name())
                        .filter(operator -> !operator.name().equals("$comment"))
                        .isEmpty();
        if (onItem) {
            operators(new Subject(subject.name(), item, subject.scope(), Position.LATER), document.get(), at);
        } else {
            filters.of(document.get(), subject.scope().on(item), Position.LATER, at);
        }
    }
}
