package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.mongo.OperatorCalls.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Operators that a line of the table does not tell enough of: they bind variables, choose, or name fields by text. */
final class SpecialOperators {
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
    private final ListOperators lists;
    private final FieldOperators fields;

    SpecialOperators(Check check, Expressions expressions) {
        this.check = check;
        this.expressions = expressions;
        this.lists = new ListOperators(check, expressions);
        this.fields = new FieldOperators(check);
    }

    boolean knows(String name) {
        return BY_CODE.contains(name);
    }

    Shape of(Operator operator, Arguments arguments, Scope scope, At at) {
        return switch (operator.name()) {
            case "$literal" -> Expressions.literal(arguments.nodes().getOrDefault("1", new Node.Items(List.of())));
            case "$let" -> let(arguments, scope, at);
            case "$map" -> Shape.list(lists.inItem(arguments, "in", scope, at));
            case "$filter" -> {
                lists.inItem(arguments, "cond", scope, at);
                yield arguments.shape("input").anonymous();
            }
            case "$reduce" -> lists.reduce(arguments, scope, at);
            case "$cond" ->
                choice(arguments, arguments.nodes().containsKey("if") ? List.of("then", "else") : List.of("2", "3"));
            case "$switch" -> branches(arguments, scope, at);
            case "$getField" -> fields.getField(arguments, scope, at);
            case "$setField" -> FieldOperators.changed(arguments, Optional.of(arguments.shape("value")));
            case "$unsetField" -> FieldOperators.changed(arguments, Optional.empty());
            case "$convert" -> converted(arguments);
            case "$sortArray" -> lists.sorted(arguments, at);
            case "$top", "$bottom" -> lists.ordered(arguments, scope, at);
            case "$topN", "$bottomN" -> Shape.list(lists.ordered(arguments, scope, at));
            case "$range" -> lists.range(arguments, at);
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

    private static Shape converted(Arguments arguments) {
        Node to = node(arguments, "to");
        Optional<Node> type = to instanceof Node.Doc document ? document.find("type") : Optional.of(to);
        return type.flatMap(Node::text).flatMap(Kind::of).map(Shape::of).orElse(Shape.UNKNOWN);
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

    /** An argument as written; nothing where there is none. */
    static Node node(Arguments arguments, String name) {
        return arguments.nodes().getOrDefault(name, new Node.Doc(List.of()));
    }
}
