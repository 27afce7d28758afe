package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.mongo.OperatorCalls.Arguments;
import java.util.Optional;

/** Operators that name a field by a text. */
record FieldOperators(Check check) {
    Shape getField(Arguments arguments, Scope scope, At at) {
        Node field = SpecialOperators.node(arguments, arguments.nodes().containsKey("field") ? "field" : "1");
        Shape input = arguments.nodes().containsKey("input") ? arguments.shape("input") : scope.current();
        Optional<String> name = named(field);
        check.passesOn(name.isEmpty() ? input : Shape.UNKNOWN, at);
        if (name.isEmpty() || name.get().indexOf('.') >= 0 || name.get().startsWith("$")) {
            return Shape.UNKNOWN;
        }
        return check.inExpression(input, name.get(), "", at.on(field));
    }

    /** The name in a text, also one that $literal protects. */
    private static Optional<String> named(Node field) {
        if (field instanceof Node.Doc document) {
            return document.find("$literal").flatMap(Node::text);
        }
        return field.text().filter(text -> !text.startsWith("$"));
    }

    static Shape changed(Arguments arguments, Optional<Shape> value) {
        Fields input = arguments.shape("input").inside();
        Optional<String> name = named(SpecialOperators.node(arguments, "field"));
        if (name.isEmpty()) {
            return Shape.document(new Fields(input.byName(), Openness.OPEN, "", Optional.empty(), input.withheld()));
        }
        boolean removes = value.isEmpty()
                || SpecialOperators.node(arguments, "value")
                        .text()
                        .filter("$$REMOVE"::equals)
                        .isPresent();
        return Shape.document(
                removes
                        ? input.without(name.get())
                        : input.with(name.get(), value.get().anonymous()));
    }
}
