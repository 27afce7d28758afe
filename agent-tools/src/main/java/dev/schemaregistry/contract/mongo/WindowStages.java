package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import java.util.List;
import java.util.Optional;

/** Stages that look at neighbouring documents. */
record WindowStages(Check check) {
    private static final List<String> WINDOW = List.of("documents", "range", "unit");
    private static final List<String> METHODS = List.of("linear", "locf");
    private static final List<String> UNITS =
            List.of("year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond");

    Shape of(Stage stage) {
        if (!(stage.value() instanceof Node.Doc)) {
            check.requireDocument(stage.value(), stage.at(), stage.name());
            return stage.input();
        }
        return switch (stage.name()) {
            case "$setWindowFields" -> windows(stage);
            case "$densify" -> densified(stage);
            default -> filled(stage);
        };
    }

    private Shape windows(Stage stage) {
        stage.find("partitionBy")
                .ifPresent(node -> check.expressions().of(node, stage.scope(), stage.at("partitionBy")));
        stage.find("sortBy").ifPresent(node -> new SortOrder(check).follow(node, stage.input(), stage.at("sortBy")));
        Optional<Node.Doc> output =
                stage.find("output").flatMap(node -> check.requireDocument(node, stage.at("output"), "output"));
        Fields fields = stage.fields();
        for (Node.Entry entry : output.map(Node.Doc::entries).orElse(List.of())) {
            check.spend(fields.byName().size());
            fields = fields.withPath(
                    entry.name(), window(entry, stage, stage.at("output").in(entry)));
        }
        return Shape.document(fields);
    }

    private Shape window(Node.Entry entry, Stage stage, At at) {
        Optional<Node.Doc> document = check.requireDocument(entry.value(), at, "a window field");
        Shape shape = Shape.UNKNOWN;
        int calls = 0;
        for (Node.Entry part : document.map(Node.Doc::entries).orElse(List.of())) {
            if (part.name().equals("window")) {
                frame(part, at.in(part));
            } else {
                calls++;
                shape = new Accumulators(check).of(part, stage.scope(), at.in(part), Operators.WINDOW);
            }
        }
        if (document.isPresent() && calls != 1) {
            check.error(
                    Rule.SYNTAX_ERROR, at, "\"" + entry.name() + "\" needs exactly one window operator, not " + calls);
        }
        return shape;
    }

    private void frame(Node.Entry window, At at) {
        Optional<Node.Doc> frame = check.requireDocument(window.value(), at, "a window");
        for (Node.Entry entry : frame.map(Node.Doc::entries).orElse(List.of())) {
            if (!WINDOW.contains(entry.name())) {
                check.unknown(
                        Rule.SYNTAX_ERROR,
                        at.in(entry),
                        "a window takes no \"" + entry.name() + '"',
                        entry.name(),
                        WINDOW);
            }
            if (entry.name().equals("unit")) {
                unit(entry.value(), at.in(entry));
            }
        }
        if (frame.isPresent()
                && frame.get().entry("documents").isPresent()
                && frame.get().entry("range").isPresent()) {
            check.error(Rule.SYNTAX_ERROR, at, "a window is one of documents and range, not both");
        }
    }

    private void unit(Node node, At at) {
        Optional<String> word = check.requireText(node, at, "a unit");
        word.filter(text -> !UNITS.contains(text))
                .ifPresent(text -> check.unknown(
                        Rule.INVALID_CONSTANT, at.on(node), "\"" + text + "\" is no unit of time", text, UNITS));
    }

    private Shape densified(Stage stage) {
        stage.find("field")
                .flatMap(node -> check.requireText(node, stage.at("field"), "field of $densify"))
                .ifPresent(path -> {
                    At at = stage.at("field").on(stage.find("field").orElse(stage.value()));
                    Shape shape = check.inCondition(stage.input(), path, at);
                    if (shape.isKnown() && !shape.mayBe(Kind.DATE) && !shape.mayBeAny(Kind.NUMBERS)) {
                        check.error(
                                Rule.NO_MATCHING_OPERATOR,
                                at,
                                "$densify takes numbers or dates; \"" + path + "\" is " + shape.words());
                    }
                });
        partitions(stage);
        Optional<Node.Doc> range = stage.find("range")
                .flatMap(node -> check.requireDocument(node, stage.at("range"), "range of $densify"));
        range.ifPresent(document -> {
            for (String name : List.of("step", "bounds")) {
                if (document.entry(name).isEmpty()) {
                    check.error(Rule.SYNTAX_ERROR, stage.at("range"), "range of $densify needs \"" + name + '"');
                }
            }
            document.entry("unit")
                    .ifPresent(entry -> unit(entry.value(), stage.at("range").in(entry)));
            document.find("step")
                    .flatMap(Node::number)
                    .filter(step -> step <= 0)
                    .ifPresent(step -> check.error(
                            Rule.INVALID_CONSTANT, stage.at("range"), "the step of $densify must be more than 0"));
        });
        return stage.input();
    }

    private void partitions(Stage stage) {
        Optional<Node.Items> names = stage.find("partitionByFields")
                .flatMap(node -> check.requireItems(node, stage.at("partitionByFields"), "partitionByFields"));
        for (Node node : names.map(Node.Items::nodes).orElse(List.of())) {
            At at = stage.at("partitionByFields").on(node);
            check.requireText(node, at, "a field").ifPresent(path -> check.inCondition(stage.input(), path, at));
        }
    }

    private Shape filled(Stage stage) {
        stage.find("partitionBy")
                .ifPresent(node -> check.expressions().of(node, stage.scope(), stage.at("partitionBy")));
        partitions(stage);
        stage.find("sortBy").ifPresent(node -> new SortOrder(check).follow(node, stage.input(), stage.at("sortBy")));
        Optional<Node.Doc> output =
                stage.find("output").flatMap(node -> check.requireDocument(node, stage.at("output"), "output"));
        Fields fields = stage.fields();
        for (Node.Entry entry : output.map(Node.Doc::entries).orElse(List.of())) {
            check.spend(fields.byName().size());
            fields = filled(entry, stage, fields);
        }
        return Shape.document(fields);
    }

    private Fields filled(Node.Entry entry, Stage stage, Fields fields) {
        At at = stage.at("output").in(entry);
        Optional<Node.Doc> rule = check.requireDocument(entry.value(), at, "a field of $fill");
        Optional<Node> value = rule.flatMap(document -> document.find("value"));
        Optional<Node> method = rule.flatMap(document -> document.find("method"));
        if (rule.isPresent() && value.isPresent() == method.isPresent()) {
            check.error(Rule.SYNTAX_ERROR, at, "a field of $fill needs either \"value\" or \"method\"");
        }
        method.filter(node -> node.text().filter(METHODS::contains).isEmpty())
                .ifPresent(node -> check.unknown(
                        Rule.INVALID_CONSTANT,
                        at.on(node),
                        "a method of $fill is linear or locf, not " + node.words(),
                        node.text().orElse(""),
                        METHODS));
        if (method.isPresent()) {
            check.inCondition(stage.input(), entry.name(), at);
            return fields;
        }
        Shape filled = value.map(node -> check.expressions().of(node, stage.scope(), at.in("value")))
                .orElse(Shape.UNKNOWN);
        return fields.byName().containsKey(entry.name()) ? fields : fields.withPath(entry.name(), filled);
    }
}
