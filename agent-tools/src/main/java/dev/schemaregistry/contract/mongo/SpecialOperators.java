package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.mongo.OperatorCalls.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Operators that a line of the table does not tell enough of: they bind variables, choose, or name fields by text. */
final class SpecialOperators {
    /** A list of more items is no answer but an attack on the server's memory. */
    private static final long LONGEST_RANGE = 1_000_000;

    private static final Set<String> BY_CODE = Set.of(
            "$filter",
            "$sortArray",
            "$range",
            "$eq",
            "$ne",
            "$gt",
            "$gte",
            "$lt",
            "$lte",
            "$in",
            "$mergeObjects",
            "$add",
            "$subtract");

    private final Check check;
    private final Expressions expressions;

    SpecialOperators(Check check, Expressions expressions) {
        this.check = check;
        this.expressions = expressions;
    }

    boolean knows(String name) {
        return BY_CODE.contains(name);
    }

    Shape of(Operator operator, Arguments arguments, Scope scope, At at) {
        return switch (operator.name()) {
            case "$literal" -> Expressions.literal(arguments.nodes().getOrDefault("1", new Node.Items(List.of())));
            case "$let" -> let(arguments, scope, at);
            case "$map" -> Shape.list(inItem(arguments, "in", scope, at));
            case "$filter" -> {
                inItem(arguments, "cond", scope, at);
                yield arguments.shape("input").anonymous();
            }
            case "$reduce" -> reduce(arguments, scope, at);
            case "$cond" ->
                choice(arguments, arguments.nodes().containsKey("if") ? List.of("then", "else") : List.of("2", "3"));
            case "$switch" -> branches(arguments, scope, at);
            case "$getField" -> getField(arguments, scope, at);
            case "$setField" -> changed(arguments, Optional.of(arguments.shape("value")));
            case "$unsetField" -> changed(arguments, Optional.empty());
            case "$convert" -> converted(arguments);
            case "$sortArray" -> sorted(arguments, at);
            case "$top", "$bottom" -> ordered(arguments, scope, at);
            case "$topN", "$bottomN" -> Shape.list(ordered(arguments, scope, at));
            case "$range" -> range(arguments, at);
            case "$in" -> {
                new Comparisons(check).member(operator.name(), arguments, at);
                yield Shape.of(Kind.BOOL);
            }
            case "$add", "$subtract" -> moments(operator, arguments, at);
            case "$mergeObjects" -> Results.merged(arguments.listed());
            default -> {
                new Comparisons(check).operands(operator.name(), arguments, at);
                yield Shape.of(Kind.BOOL);
            }
        };
    }

    private Shape let(Arguments arguments, Scope scope, At at) {
        Node vars = node(arguments, "vars");
        At here = at.in("vars");
        Optional<Node.Doc> document = check.requireDocument(vars, here, "vars of $let");
        Scope inner = document.isEmpty() ? scope : scope.with(expressions.members(document.get(), scope, here));
        return expressions.of(node(arguments, "in"), inner, at.in("in"));
    }

    /** What an expression comes to that is applied to each item of a list. */
    private Shape inItem(Arguments arguments, String name, Scope scope, At at) {
        Scope inner = scope.with(
                word(arguments, "as").orElse("this"), arguments.shape("input").element());
        Scope counted = word(arguments, "arrayIndexAs")
                .map(index -> inner.with(index, Shape.of(Kind.LONG)))
                .orElse(inner.with("IDX", Shape.of(Kind.LONG)));
        return expressions.of(node(arguments, name), counted, at.in(name));
    }

    private Shape reduce(Arguments arguments, Scope scope, At at) {
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
        Shape result = expressions.of(node(arguments, "in"), inner, at.in("in"));
        return start.or(result);
    }

    private Shape choice(Arguments arguments, List<String> names) {
        Optional<Shape> all = Optional.empty();
        for (String name : names) {
            Node node = node(arguments, name);
            if (!node.isNull() && node.text().filter("$$REMOVE"::equals).isEmpty()) {
                Shape next = arguments.shape(name);
                all = Optional.of(all.map(next::or).orElse(next));
            }
        }
        return all.orElse(Shape.UNKNOWN).anonymous();
    }

    private Shape branches(Arguments arguments, Scope scope, At at) {
        At here = at.in("branches");
        Optional<Node.Items> items = check.requireItems(node(arguments, "branches"), here, "branches of $switch");
        List<Shape> results = new ArrayList<>();
        for (int index = 0;
                index < items.map(Node.Items::nodes).orElse(List.of()).size();
                index++) {
            branch(items.get().nodes().get(index), scope, here.in(index)).ifPresent(results::add);
        }
        if (items.isPresent() && items.get().nodes().isEmpty()) {
            check.error(Rule.SYNTAX_ERROR, here, "$switch needs at least one branch");
        }
        if (arguments.nodes().containsKey("default")
                && !node(arguments, "default").isNull()) {
            results.add(arguments.shape("default"));
        }
        return results.stream().reduce(Shape::or).orElse(Shape.UNKNOWN).anonymous();
    }

    private Optional<Shape> branch(Node node, Scope scope, At at) {
        Optional<Node.Doc> branch = check.requireDocument(node, at, "a branch of $switch");
        if (branch.isEmpty()) {
            return Optional.empty();
        }
        for (Node.Entry entry : branch.get().entries()) {
            if (!Set.of("case", "then").contains(entry.name())) {
                check.unknown(
                        Rule.SYNTAX_ERROR,
                        at.in(entry),
                        "a branch of $switch takes no \"" + entry.name() + '"',
                        entry.name(),
                        List.of("case", "then"));
            }
        }
        for (String name : List.of("case", "then")) {
            if (branch.get().find(name).isEmpty()) {
                check.error(Rule.SYNTAX_ERROR, at, "a branch of $switch needs \"" + name + '"');
            }
        }
        branch.get().entry("case").ifPresent(entry -> expressions.of(entry.value(), scope, at.in(entry)));
        return branch.get().entry("then").map(entry -> expressions.of(entry.value(), scope, at.in(entry)));
    }

    private Shape getField(Arguments arguments, Scope scope, At at) {
        Node field = node(arguments, arguments.nodes().containsKey("field") ? "field" : "1");
        Shape input = arguments.nodes().containsKey("input") ? arguments.shape("input") : scope.current();
        Optional<String> name = named(field);
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

    private static Shape changed(Arguments arguments, Optional<Shape> value) {
        Fields input = arguments.shape("input").inside();
        Optional<String> name = named(node(arguments, "field"));
        if (name.isEmpty()) {
            return Shape.document(new Fields(input.byName(), Openness.OPEN, "", Optional.empty()));
        }
        boolean removes = value.isEmpty()
                || node(arguments, "value").text().filter("$$REMOVE"::equals).isPresent();
        return Shape.document(
                removes
                        ? input.without(name.get())
                        : input.with(name.get(), value.get().anonymous()));
    }

    private static Shape converted(Arguments arguments) {
        Node to = node(arguments, "to");
        Optional<Node> type = to instanceof Node.Doc document ? document.find("type") : Optional.of(to);
        return type.flatMap(Node::text).flatMap(Kind::of).map(Shape::of).orElse(Shape.UNKNOWN);
    }

    private Shape sorted(Arguments arguments, At at) {
        Node order = node(arguments, "sortBy");
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

    private Shape ordered(Arguments arguments, Scope scope, At at) {
        Shape item = arguments.shape("input").element();
        new SortOrder(check).follow(node(arguments, "sortBy"), item, at.in("sortBy"));
        return expressions.of(node(arguments, "output"), scope.on(item).with("this", item), at.in("output"));
    }

    /** Two moments have a difference, but no sum; nothing is left of a number without a moment. */
    private Shape moments(Operator operator, Arguments arguments, At at) {
        List<Boolean> moments = arguments.listed().stream()
                .map(shape -> shape.kinds().equals(Set.of(Kind.DATE)))
                .toList();
        long count = moments.stream().filter(moment -> moment).count();
        if (operator.name().equals("$add") && count > 1) {
            check.error(Rule.NO_MATCHING_OPERATOR, at, "$add takes at most one date, and these are " + count);
        }
        boolean fromNumber = moments.size() == 2
                && moments.get(1)
                && arguments.listed().get(0).isKnown()
                && !arguments.listed().get(0).mayBe(Kind.DATE);
        if (operator.name().equals("$subtract") && fromNumber) {
            check.error(Rule.NO_MATCHING_OPERATOR, at, "$subtract can't take a date from a number");
        }
        return Results.of(operator.result(), arguments);
    }

    private Shape range(Arguments arguments, At at) {
        Optional<Double> start = node(arguments, "1").number();
        Optional<Double> end = node(arguments, "2").number();
        Optional<Double> step =
                arguments.nodes().containsKey("3") ? node(arguments, "3").number() : Optional.of(1.0);
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

    private static Node node(Arguments arguments, String name) {
        return arguments.nodes().getOrDefault(name, new Node.Doc(List.of()));
    }

    private static Optional<String> word(Arguments arguments, String name) {
        return Optional.ofNullable(arguments.nodes().get(name)).flatMap(Node::text);
    }
}
