package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows what groups and windows compute. */
record Accumulators(Check check) {

    /** A field of a group. */
    Shape of(Node.Entry entry, Scope scope, At at) {
        if (entry.name().indexOf('.') >= 0 || entry.name().startsWith("$")) {
            check.error(Rule.SYNTAX_ERROR, at, "\"" + entry.name() + "\" is no name for a field of a group");
        }
        Optional<Node.Entry> call =
                entry.value() instanceof Node.Doc document && document.entries().size() == 1
                        ? document.operator()
                        : Optional.empty();
        if (call.isEmpty()) {
            check.error(
                    Rule.SYNTAX_ERROR,
                    at,
                    "\"" + entry.name() + "\" needs one accumulator, such as {$sum: …} or {$first: …}, not "
                            + entry.value().words());
            return Shape.UNKNOWN;
        }
        return of(call.get(), scope, at.in(call.get()), Operators.GROUP);
    }

    /** A call of an accumulator. */
    Shape of(Node.Entry call, Scope scope, At at, String kind) {
        Optional<Operator> operator = Operators.table()
                .find(Operators.ACCUMULATOR, call.name())
                .or(() -> Operators.table().find(kind, call.name()));
        if (operator.isPresent()) {
            return accumulated(operator.get(), call, scope, at);
        }
        Set<String> known = new LinkedHashSet<>(Operators.table().names(Operators.ACCUMULATOR));
        known.addAll(Operators.table().names(kind));
        String place = kind.equals(Operators.GROUP) ? "a group" : "a window";
        if (Operators.table().find(Operators.EXPRESSION, call.name()).isPresent()) {
            check.error(
                    Rule.WRONG_OBJECT,
                    at,
                    call.name() + " computes from one document; " + place + " needs an accumulator around it");
            check.expressions().of(new Node.Doc(List.of(call)), scope, at);
        } else if (List.of(Operators.GROUP, Operators.WINDOW).stream()
                .anyMatch(other -> Operators.table().find(other, call.name()).isPresent())) {
            check.error(Rule.WRONG_OBJECT, at, call.name() + " may not stand in " + place);
        } else {
            check.unknown(
                    Rule.UNKNOWN_FUNCTION, at, "there is no accumulator \"" + call.name() + '"', call.name(), known);
            if (!(call.value() instanceof Node.Doc)) {
                check.expressions().of(call.value(), scope, at);
            }
        }
        return Shape.UNKNOWN;
    }

    private Shape accumulated(Operator operator, Node.Entry call, Scope scope, At at) {
        boolean takesNothing = operator.names().isEmpty() && operator.listed().isEmpty() && !operator.isRefused();
        if (takesNothing
                && !(call.value() instanceof Node.Doc document
                        && document.entries().isEmpty())) {
            check.error(
                    Rule.SYNTAX_ERROR,
                    at.on(call.value()),
                    operator.name() + " takes an empty document, not "
                            + call.value().words());
            return Shape.of(Operators.kinds(operator.result()));
        }
        return check.expressions().call(operator, call.value(), scope, at);
    }
}
