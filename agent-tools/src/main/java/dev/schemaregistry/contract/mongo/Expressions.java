package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonType;

/** Follows aggregation expressions: what they name, whether operators fit, and what comes of them. */
final class Expressions {
    private final Check check;
    private final OperatorCalls calls;

    Expressions(Check check) {
        this.check = check;
        this.calls = new OperatorCalls(check, this);
    }

    /** What an expression comes to. */
    Shape of(Node node, Scope scope, At at) {
        check.step();
        if (node instanceof Node.Doc document) {
            return document(document, scope, at);
        }
        if (node instanceof Node.Items items) {
            return Shape.list(union(items.nodes(), scope, at));
        }
        Optional<String> text = node.text().filter(word -> word.startsWith("$"));
        return text.isPresent() ? named(text.get(), scope, at.on(node)) : literal(node);
    }

    /** What a value written out is. */
    static Shape literal(Node node) {
        if (node instanceof Node.Value value) {
            return Kind.of(value.value().getBsonType()).map(Shape::of).orElse(Shape.UNKNOWN);
        }
        if (node instanceof Node.Items items) {
            Shape item = items.nodes().isEmpty()
                    ? Shape.UNKNOWN
                    : literal(items.nodes().get(0));
            for (Node other : items.nodes()) {
                item = item.or(literal(other));
            }
            return Shape.list(item);
        }
        Map<String, Shape> fields = new LinkedHashMap<>();
        ((Node.Doc) node).entries().forEach(entry -> fields.put(entry.name(), literal(entry.value())));
        return Shape.document(fields);
    }

    /** Follows each of several expressions: what any of them may be. */
    Shape union(List<Node> nodes, Scope scope, At at) {
        Optional<Shape> all = Optional.empty();
        for (int index = 0; index < nodes.size(); index++) {
            Shape next = of(nodes.get(index), scope, at.in(index));
            all = isNothing(nodes.get(index)) && nodes.size() > 1
                    ? all
                    : Optional.of(all.map(next::or).orElse(next));
        }
        return all.orElse(Shape.UNKNOWN).anonymous();
    }

    private static boolean isNothing(Node node) {
        return node.isNull() || node.text().filter("$$REMOVE"::equals).isPresent();
    }

    private Shape document(Node.Doc document, Scope scope, At at) {
        Optional<Node.Entry> operator = document.operator();
        if (operator.isEmpty()) {
            return Shape.document(members(document, scope, at));
        }
        if (document.entries().size() > 1) {
            check.error(
                    Rule.SYNTAX_ERROR,
                    at.in(document.entries().get(1)),
                    "an expression is one operator; \"" + operator.get().name() + "\" stands beside \""
                            + document.entries().get(1).name() + '"');
            return Shape.UNKNOWN;
        }
        return calls.of(operator.get(), scope, at.in(operator.get()));
    }

    /** What a call of an operator or accumulator comes to. */
    Shape call(Operator operator, Node argument, Scope scope, At at) {
        return calls.of(operator, argument, scope, at);
    }

    /** The fields of a document whose values are expressions. */
    Map<String, Shape> members(Node.Doc document, Scope scope, At at) {
        Map<String, Shape> fields = new LinkedHashMap<>();
        for (Node.Entry entry : document.entries()) {
            At here = at.in(entry);
            if (entry.name().startsWith("$")) {
                check.error(
                        Rule.SYNTAX_ERROR, here, "\"" + entry.name() + "\" stands where the name of a field is needed");
            } else if (entry.name().indexOf('.') >= 0) {
                check.error(
                        Rule.SYNTAX_ERROR,
                        here,
                        "the name \"" + entry.name() + "\" holds a dot; nest documents instead");
            }
            fields.put(entry.name(), of(entry.value(), scope, here));
        }
        return fields;
    }

    /** What a text that begins with a dollar names: a field, or a variable and what is in it. */
    private Shape named(String text, Scope scope, At at) {
        if (!text.startsWith("$$")) {
            return path(scope.current(), text.substring(1), "$", at);
        }
        int dot = text.indexOf('.');
        String variable = text.substring(2, dot < 0 ? text.length() : dot);
        Optional<Shape> value = scope.find(variable);
        if (value.isEmpty()) {
            return unknownVariable(variable, scope, at);
        }
        return dot < 0
                ? check.passesOn(value.get(), at)
                : path(value.get(), text.substring(dot + 1), "$$" + variable + '.', at);
    }

    private Shape unknownVariable(String variable, Scope scope, At at) {
        if (variable.equals("USER_ROLES")) {
            check.error(Rule.POLICY_FUNCTION, at, "$$USER_ROLES tells of users; only registered data may be read");
            return Shape.UNKNOWN;
        }
        check.unknown(
                Rule.UNKNOWN_ALIAS,
                at,
                "there is no variable \"$$" + variable + "\" here",
                "$$" + variable,
                scope.names().stream().map(name -> "$$" + name).toList());
        return Shape.UNKNOWN;
    }

    private Shape path(Shape from, String path, String prefix, At at) {
        if (path.isEmpty() || path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
            check.error(Rule.SYNTAX_ERROR, at, "\"" + prefix + path + "\" is no field path");
            return Shape.UNKNOWN;
        }
        return check.inExpression(from, path, prefix, at);
    }

    /** The path of a plain field that a text names, such as {@code address.zip} of {@code $address.zip}. */
    static Optional<String> plainPath(Node node) {
        return node.text()
                .filter(text -> text.startsWith("$") && !text.startsWith("$$") && text.length() > 1)
                .map(text -> text.substring(1));
    }

    /** Whether a value is written out, so that its type is that of the text. */
    static boolean isLiteral(Node node) {
        return node instanceof Node.Value value
                && !(value.value().getBsonType() == BsonType.STRING
                        && value.value().asString().getValue().startsWith("$"));
    }
}
