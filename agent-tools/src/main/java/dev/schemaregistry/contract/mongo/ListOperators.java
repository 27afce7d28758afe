package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.mongo.OperatorCalls.Arguments;
import java.util.Optional;

/** Operators that look at each item of a list, or make a list. */
record ListOperators(Check check, Expressions expressions) {
    /** A list of more items is no answer but an attack on the server's memory. */
    private static final long LONGEST_RANGE = 1_000_000;

    /** What an expression comes to that is applied to each item of a list. */
    Shape inItem(Arguments arguments, String name, Scope scope, At at) {
        Scope inner = scope.with(
                word(arguments, "as").orElse("this"), arguments.shape("input").element());
        Scope counted = word(arguments, "arrayIndexAs")
                .map(index -> inner.with(index, Shape.of(Kind.LONG)))
                .orElse(inner.with("IDX", Shape.of(Kind.LONG)));
        return expressions.of(SpecialOperators.node(arguments, name), counted, at.in(name));
    }

    Shape reduce(Arguments arguments, Scope scope, At at) {
        Shape start = arguments.shape("initialValue").anonymous();
        // What the fold comes to is not known while it is followed: the initial value may be less than what is made of
        // it.
        Shape value = start.kinds().contains(Kind.OBJECT) || start.kinds().contains(Kind.ARRAY)
                ? Shape.UNKNOWN
                : Shape.of(start.kinds().stream().anyMatch(Kind.NUMBERS::contains) ? Kind.NUMBERS : start.kinds());
        Scope inner = scope.with(
                        word(arguments, "as").orElse("this"),
                        arguments.shape("input").element())
                .with(word(arguments, "valueAs").orElse("value"), value)
                .with(word(arguments, "arrayIndexAs").orElse("IDX"), Shape.of(Kind.LONG));
        Shape result = expressions.of(SpecialOperators.node(arguments, "in"), inner, at.in("in"));
        return start.or(result);
    }

    Shape sorted(Arguments arguments, At at) {
        Node order = SpecialOperators.node(arguments, "sortBy");
        if (order instanceof Node.Doc) {
            new SortOrder(check).follow(order, arguments.shape("input").element(), at.in("sortBy"));
        } else {
            SortOrder.direction(order)
                    .ifPresentOrElse(
                            direction -> {},
                            () -> check.error(
                                    Rule.SYNTAX_ERROR, at, "sortBy of $sortArray must be 1, -1 or a document"));
        }
        return arguments.shape("input").anonymous();
    }

    Shape ordered(Arguments arguments, Scope scope, At at) {
        Shape item = arguments.shape("input").element();
        new SortOrder(check).follow(SpecialOperators.node(arguments, "sortBy"), item, at.in("sortBy"));
        return expressions.of(
                SpecialOperators.node(arguments, "output"), scope.on(item).with("this", item), at.in("output"));
    }

    Shape range(Arguments arguments, At at) {
        Optional<Double> start = SpecialOperators.node(arguments, "1").number();
        Optional<Double> end = SpecialOperators.node(arguments, "2").number();
        Optional<Double> step = arguments.nodes().containsKey("3")
                ? SpecialOperators.node(arguments, "3").number()
                : Optional.of(1.0);
        if (step.isPresent() && step.get() == 0) {
            check.error(Rule.INVALID_CONSTANT, at, "the step of $range must not be 0");
        } else if (start.isPresent() && end.isPresent() && step.isPresent()) {
            double items = (end.get() - start.get()) / step.get();
            if (items > LONGEST_RANGE) {
                check.error(
                        Rule.POLICY_RESOURCE,
                        at,
                        "this $range makes a list of " + (long) items + " numbers; at most " + LONGEST_RANGE);
            }
        }
        return Shape.list(Shape.of(Kind.INT));
    }

    private static Optional<String> word(Arguments arguments, String name) {
        return Optional.ofNullable(arguments.nodes().get(name)).flatMap(Node::text);
    }
}
