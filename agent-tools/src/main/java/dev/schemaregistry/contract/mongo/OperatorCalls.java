package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.NameSuggestions;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.mongo.Operator.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls of operators, by their lines in the table: names, number and kinds of arguments, and the result. */
final class OperatorCalls {
    private static final Set<String> UNITS =
            Set.of("year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond");

    private final Check check;
    private final Expressions expressions;
    private final SpecialOperators special;

    OperatorCalls(Check check, Expressions expressions) {
        this.check = check;
        this.expressions = expressions;
        this.special = new SpecialOperators(check, expressions);
    }

    /** Arguments by the names of their parameters: as written, and what they come to where that was followed. */
    record Arguments(Map<String, Node> nodes, Map<String, Shape> shapes, List<Shape> listed) {
        Shape shape(String name) {
            return shapes.getOrDefault(name, Shape.UNKNOWN);
        }
    }

    Shape of(Node.Entry call, Scope scope, At at) {
        Optional<Operator> operator = Operators.table().find(Operators.EXPRESSION, call.name());
        if (operator.isEmpty()) {
            unknown(call, scope, at, Operators.EXPRESSION);
            return Shape.UNKNOWN;
        }
        return of(operator.get(), call.value(), scope, at);
    }

    /** An operator that is not in the table is refused; what it is given is followed all the same. */
    void unknown(Node.Entry call, Scope scope, At at, String kind) {
        Set<String> known = Operators.table().names(kind);
        String what = kind.equals(Operators.EXPRESSION) ? "operator" : kind;
        check.unknown(Rule.UNKNOWN_FUNCTION, at, "there is no " + what + " \"" + call.name() + '"', call.name(), known);
        boolean misspelt = !NameSuggestions.nearest(call.name(), known, 1).isEmpty();
        if (misspelt && !(call.value() instanceof Node.Doc)) {
            expressions.of(call.value(), scope, at);
        }
    }

    /** A call of a known operator. */
    Shape of(Operator operator, Node argument, Scope scope, At at) {
        if (operator.isRefused()) {
            check.error(
                    Rule.POLICY_FUNCTION,
                    at,
                    operator.name() + " runs JavaScript at the server; only operators of the allow-list may be used");
            return Shape.UNKNOWN;
        }
        tooNew(operator, at);
        Optional<Map<String, Node>> bound = bound(operator, argument, at);
        if (bound.isEmpty()) {
            return resultKinds(operator);
        }
        Arguments arguments = follow(operator, bound.get(), scope, at);
        return operator.result().equals("special") || special.knows(operator.name())
                ? special.of(operator, arguments, scope, at)
                : Results.of(operator.result(), arguments);
    }

    private void tooNew(Operator operator, At at) {
        if (check.schema().isOlderThan(operator.since())) {
            check.findings()
                    .note(
                            Rule.NOT_SUPPORTED,
                            Severity.WARNING,
                            at,
                            operator.name() + " came with server version " + operator.since() + "; this is "
                                    + check.schema().context().engine());
        }
    }

    private static Shape resultKinds(Operator operator) {
        return Shape.of(Operators.kinds(operator.result()));
    }

    /** The arguments by parameter; empty, with an error, where they do not fit. */
    private Optional<Map<String, Node>> bound(Operator operator, Node argument, At at) {
        if (operator.named().isPresent() && (operator.listed().isEmpty() || isByName(operator, argument))) {
            return byName(operator, argument, at);
        }
        return operator.listed().isPresent() ? byOrder(operator, argument, at) : Optional.of(Map.of());
    }

    private static boolean isByName(Operator operator, Node argument) {
        return argument instanceof Node.Doc document
                && !document.entries().isEmpty()
                && document.operator().isEmpty()
                && document.entries().stream()
                        .anyMatch(entry -> operator.findNamed(entry.name()).isPresent());
    }

    private Optional<Map<String, Node>> byName(Operator operator, Node argument, At at) {
        if (!(argument instanceof Node.Doc document)) {
            check.error(
                    Rule.NO_MATCHING_FUNCTION,
                    at.on(argument),
                    operator.name() + " takes a document "
                            + (operator.names().isEmpty()
                                    ? "without fields"
                                    : "with " + String.join(", ", operator.names()))
                            + ", not " + argument.words());
            return Optional.empty();
        }
        check.requireNames(document, operator, at);
        Map<String, Node> nodes = new LinkedHashMap<>();
        document.entries().stream()
                .filter(entry -> operator.findNamed(entry.name()).isPresent())
                .forEach(entry -> nodes.put(entry.name(), entry.value()));
        return Optional.of(nodes);
    }

    private Optional<Map<String, Node>> byOrder(Operator operator, Node argument, At at) {
        List<Parameter> parameters = operator.listed().orElse(List.of());
        List<Node> given = argument instanceof Node.Items items ? items.nodes() : List.of(argument);
        boolean repeated = parameters.stream().anyMatch(Parameter::repeated);
        long least =
                repeated ? 0 : parameters.stream().filter(p -> !p.optional()).count();
        boolean alone = parameters.size() == 1 && !repeated && isLiteralList(parameters.get(0), argument);
        if (alone) {
            return Optional.of(Map.of("1", argument));
        }
        if (given.size() < least || (!repeated && given.size() > parameters.size())) {
            String wanted = least == parameters.size() ? String.valueOf(least) : least + " to " + parameters.size();
            check.error(
                    Rule.NO_MATCHING_FUNCTION,
                    at.on(argument),
                    operator.name() + " takes " + wanted + (wanted.equals("1") ? " argument" : " arguments") + ", not "
                            + given.size());
            return Optional.empty();
        }
        Map<String, Node> nodes = new LinkedHashMap<>();
        for (int index = 0; index < given.size(); index++) {
            nodes.put(String.valueOf(index + 1), given.get(index));
        }
        return Optional.of(nodes);
    }

    /** Where the one argument is taken as it stands, a list is that argument and no list of arguments. */
    private static boolean isLiteralList(Parameter parameter, Node argument) {
        return parameter.word().equals("literal") && argument instanceof Node.Items;
    }

    private Arguments follow(Operator operator, Map<String, Node> nodes, Scope scope, At at) {
        Map<String, Shape> shapes = new HashMap<>();
        List<Shape> listed = new ArrayList<>();
        nodes.forEach((name, node) -> {
            Parameter parameter = parameter(operator, name);
            At here = (operator.findNamed(name).isPresent() ? at.in(name) : at.in(Integer.parseInt(name) - 1)).on(node);
            Shape shape = follow(operator, parameter, node, scope, here);
            shapes.put(name, shape);
            listed.add(shape);
        });
        return new Arguments(nodes, shapes, listed);
    }

    private static Parameter parameter(Operator operator, String name) {
        Optional<Parameter> named = operator.findNamed(name);
        if (named.isPresent()) {
            return named.get();
        }
        List<Parameter> listed = operator.listed().orElse(List.of());
        return listed.get(Math.min(Integer.parseInt(name), listed.size()) - 1);
    }

    private Shape follow(Operator operator, Parameter parameter, Node node, Scope scope, At at) {
        switch (parameter.word()) {
            case "special", "literal" -> {
                return Shape.UNKNOWN;
            }
            case "sort" -> {
                new SortOrder(check).follow(node, scope.root(), at);
                return Shape.UNKNOWN;
            }
            case "unit" -> requireUnit(node, at);
            default -> {}
        }
        Shape shape = expressions.of(node, scope, at);
        requireKind(operator, parameter, node, shape, at);
        return shape;
    }

    /** A list stands for its items where an operator takes numbers or lists of them. */
    private static boolean mayHoldNumbers(Parameter parameter, Shape shape) {
        boolean onlyList = shape.kinds().equals(Set.of(Kind.ARRAY));
        return !onlyList
                || !parameter.kinds().containsAll(Kind.NUMBERS)
                || shape.element().mayBeAny(parameter.kinds());
    }

    private void requireUnit(Node node, At at) {
        Optional<String> unit = node.text().filter(text -> !text.startsWith("$") && !UNITS.contains(text));
        unit.ifPresent(
                text -> check.unknown(Rule.INVALID_CONSTANT, at, "\"" + text + "\" is no unit of time", text, UNITS));
    }

    private void requireKind(Operator operator, Parameter parameter, Node node, Shape shape, At at) {
        if (parameter.kinds().isEmpty() || (shape.mayBeAny(parameter.kinds()) && mayHoldNumbers(parameter, shape))) {
            return;
        }
        check.error(
                Rule.NO_MATCHING_OPERATOR,
                at,
                operator.name() + " takes " + parameter.word().replace("|", " or ") + ", and "
                        + (node instanceof Node.Doc ? "this" : node.words()) + " is " + shape.words());
    }
}
