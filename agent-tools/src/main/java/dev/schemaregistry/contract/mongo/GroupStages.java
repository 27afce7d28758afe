package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stages that put documents together. */
final class GroupStages {
    private static final List<String> GRANULARITIES =
            List.of("R5", "R10", "R20", "R40", "R80", "1-2-5", "E6", "E12", "E24", "E48", "E96", "E192", "POWERSOF2");

    private final Check check;
    private final Accumulators accumulators;

    GroupStages(Check check) {
        this.check = check;
        this.accumulators = new Accumulators(check);
    }

    Shape of(Stage stage) {
        return switch (stage.name()) {
            case "$group" -> group(stage);
            case "$bucket" -> bucket(stage);
            case "$bucketAuto" -> bucketAuto(stage);
            case "$sortByCount" -> sortByCount(stage);
            default -> count(stage);
        };
    }

    private Shape group(Stage stage) {
        Map<String, Shape> fields = new LinkedHashMap<>();
        fields.put("_id", Shape.UNKNOWN);
        if (stage.find("_id").isEmpty()) {
            check.error(
                    Rule.SYNTAX_ERROR,
                    stage.at(),
                    "$group needs \"_id\", what to group by; null puts all into one group");
        }
        for (Node.Entry entry : stage.entries()) {
            At here = stage.at().in(entry);
            fields.put(
                    entry.name(),
                    entry.name().equals("_id")
                            ? check.expressions().of(entry.value(), stage.scope(), here)
                            : accumulators.of(entry, stage.scope(), here));
        }
        return stage.output(Fields.made(fields));
    }

    private Shape bucket(Stage stage) {
        Shape key = groupBy(stage);
        Optional<Node.Items> boundaries = stage.find("boundaries")
                .flatMap(node -> check.requireItems(node, stage.at("boundaries"), "boundaries of $bucket"));
        boundaries.ifPresent(items -> boundaries(items, key, stage));
        stage.find("default").ifPresent(node -> check.expressions().of(node, stage.scope(), stage.at("default")));
        return output(stage, Shape.UNKNOWN);
    }

    private void boundaries(Node.Items items, Shape key, Stage stage) {
        At at = stage.at("boundaries");
        if (items.nodes().size() < 2) {
            check.error(Rule.SYNTAX_ERROR, at, "$bucket needs at least two boundaries");
        }
        Shape given = Expressions.literal(items).element();
        if (!Comparisons.fit(key.kinds(), given.kinds())
                && items.nodes().stream().allMatch(Expressions::isLiteral)) {
            check.error(
                    Rule.TYPE_MISMATCH,
                    at,
                    "the boundaries are " + given.words() + ", what is grouped by is " + key.words());
        }
        for (int index = 1; index < items.nodes().size(); index++) {
            Optional<Double> before = items.nodes().get(index - 1).number();
            Optional<Double> next = items.nodes().get(index).number();
            if (before.isPresent() && next.isPresent() && before.get() >= next.get()) {
                check.error(Rule.INVALID_CONSTANT, at.in(index), "boundaries of $bucket must ascend");
            }
        }
    }

    private Shape bucketAuto(Stage stage) {
        Shape key = groupBy(stage);
        stage.find("buckets")
                .ifPresent(node -> check.requireCount(node, stage.at("buckets"), "buckets of $bucketAuto", 1));
        stage.find("granularity")
                .flatMap(Node::text)
                .filter(word -> !GRANULARITIES.contains(word))
                .ifPresent(word -> check.unknown(
                        Rule.INVALID_CONSTANT,
                        stage.at("granularity"),
                        "there is no granularity \"" + word + '"',
                        word,
                        GRANULARITIES));
        Map<String, Shape> range = new LinkedHashMap<>();
        range.put("min", key.anonymous());
        range.put("max", key.anonymous());
        return output(stage, Shape.document(range));
    }

    private Shape groupBy(Stage stage) {
        Optional<Node> node = stage.find("groupBy");
        if (!(stage.value() instanceof Node.Doc)) {
            check.requireDocument(stage.value(), stage.at(), stage.name());
        }
        if (node.isPresent()
                && node.get().text().filter(text -> !text.startsWith("$")).isPresent()) {
            check.error(
                    Rule.SYNTAX_ERROR,
                    stage.at("groupBy").on(node.get()),
                    "groupBy needs an expression; a field begins with a dollar");
            return Shape.UNKNOWN;
        }
        return node.map(by -> check.expressions().of(by, stage.scope(), stage.at("groupBy")))
                .orElse(Shape.UNKNOWN);
    }

    private Shape output(Stage stage, Shape id) {
        Map<String, Shape> fields = new LinkedHashMap<>();
        fields.put("_id", id);
        Optional<Node.Doc> output =
                stage.find("output").flatMap(node -> check.requireDocument(node, stage.at("output"), "output"));
        if (output.isEmpty()) {
            fields.put("count", Shape.of(Kind.INT));
        }
        output.map(Node.Doc::entries)
                .orElse(List.of())
                .forEach(entry -> fields.put(
                        entry.name(),
                        accumulators.of(entry, stage.scope(), stage.at("output").in(entry))));
        return stage.output(Fields.made(fields));
    }

    private Shape sortByCount(Stage stage) {
        boolean expression = (stage.value() instanceof Node.Doc document
                        && document.operator().isPresent())
                || stage.value().text().filter(text -> text.startsWith("$")).isPresent();
        if (!expression) {
            check.error(
                    Rule.SYNTAX_ERROR,
                    stage.at().on(stage.value()),
                    "$sortByCount takes an expression, such as \"$field\", not "
                            + stage.value().words());
        }
        Map<String, Shape> fields = new LinkedHashMap<>();
        fields.put(
                "_id", expression ? check.expressions().of(stage.value(), stage.scope(), stage.at()) : Shape.UNKNOWN);
        fields.put("count", Shape.of(Kind.INT));
        return stage.output(Fields.made(fields));
    }

    private Shape count(Stage stage) {
        Optional<String> name = check.requireText(stage.value(), stage.at(), "the name that $count gives");
        name.filter(word -> word.startsWith("$") || word.indexOf('.') >= 0)
                .ifPresent(word -> check.error(
                        Rule.SYNTAX_ERROR,
                        stage.at().on(stage.value()),
                        "$count gives a name without dollar and dot, not \"" + word + '"'));
        return stage.output(Fields.made(Map.of(name.orElse("count"), Shape.of(Kind.INT))));
    }
}
