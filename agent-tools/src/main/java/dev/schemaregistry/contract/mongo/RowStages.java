package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.mongo.Filters.Position;
import java.util.List;
import java.util.Optional;

/** Stages that choose, order or make documents and leave their fields as they are. */
record RowStages(Check check) {
    Shape of(Stage stage) {
        return switch (stage.name()) {
            case "$match" -> {
                Position position =
                        stage.spot().index() == 0 && !stage.spot().inFacet() ? Position.FIRST_STAGE : Position.LATER;
                check.filters().of(stage.value(), stage.scope(), position, stage.at());
                yield stage.input();
            }
            case "$sort" -> sorted(stage);
            case "$limit" -> counted(stage, 1);
            case "$skip" -> counted(stage, 0);
            case "$sample" -> {
                stage.find("size").ifPresent(node -> check.requireCount(node, stage.at("size"), "size of $sample", 1));
                if (!(stage.value() instanceof Node.Doc)) {
                    check.requireDocument(stage.value(), stage.at(), "$sample");
                }
                yield stage.input();
            }
            case "$unwind" -> unwound(stage);
            case "$geoNear" -> near(stage);
            default -> documents(stage);
        };
    }

    private Shape sorted(Stage stage) {
        if (stage.entries().isEmpty()) {
            check.error(Rule.SYNTAX_ERROR, stage.at(), "$sort needs at least one field");
        }
        new SortOrder(check).follow(stage.value(), stage.input(), stage.at());
        return stage.input();
    }

    private Shape counted(Stage stage, long least) {
        check.requireCount(stage.value(), stage.at(), stage.name(), least);
        return stage.input();
    }

    private Shape unwound(Stage stage) {
        Optional<Node> named = stage.value() instanceof Node.Doc ? stage.find("path") : Optional.of(stage.value());
        At at = named.map((stage.value() instanceof Node.Doc ? stage.at("path") : stage.at())::on)
                .orElse(stage.at());
        Optional<String> text = named.flatMap(node -> check.requireText(node, at, "the path of $unwind"));
        if (text.isEmpty()) {
            return stage.input();
        }
        Optional<String> path =
                text.filter(word -> word.startsWith("$") && word.length() > 1).map(word -> word.substring(1));
        if (path.isEmpty()) {
            check.findings()
                    .error(
                            Rule.SYNTAX_ERROR,
                            at,
                            "$unwind names a field with a dollar: \"$" + text.get() + "\", not \"" + text.get() + '"',
                            List.of("$" + text.get()));
            return stage.input();
        }
        Shape list = check.opened(stage.input(), path.get(), "$", at);
        requireList(path.get(), list, at);
        return indexed(stage, stage.fields().withPath(path.get(), list.unwound()));
    }

    private void requireList(String path, Shape list, At at) {
        if (list.isKnown() && !list.mayBe(Kind.ARRAY)) {
            check.findings()
                    .note(
                            Rule.TYPE_MISMATCH,
                            Severity.WARNING,
                            at,
                            "\"" + path + "\" is " + list.words() + " and no array: $unwind leaves it as it is");
        }
    }

    private Shape indexed(Stage stage, Fields fields) {
        Optional<String> index = stage.find("includeArrayIndex")
                .flatMap(node -> check.requireText(node, stage.at("includeArrayIndex"), "includeArrayIndex"));
        index.filter(name -> name.startsWith("$"))
                .ifPresent(name -> check.error(
                        Rule.SYNTAX_ERROR,
                        stage.at("includeArrayIndex"),
                        "includeArrayIndex gives a name without a dollar"));
        return Shape.document(
                index.map(name -> fields.withPath(name, Shape.of(Kind.LONG))).orElse(fields));
    }

    private Shape near(Stage stage) {
        if (stage.spot().index() > 0 || stage.spot().inFacet()) {
            check.error(Rule.NOT_SUPPORTED, stage.at(), "$geoNear may only be the first stage of a pipeline");
        }
        if (!(stage.value() instanceof Node.Doc)) {
            check.requireDocument(stage.value(), stage.at(), "$geoNear");
        }
        stage.find("query")
                .ifPresent(node -> check.filters().of(node, stage.scope(), Position.LATER, stage.at("query")));
        stage.find("key")
                .flatMap(Node::text)
                .ifPresent(path -> check.inCondition(
                        stage.input(),
                        path,
                        stage.at("key").on(stage.find("key").get())));
        Fields fields = stage.fields();
        Optional<String> distance = stage.find("distanceField").flatMap(Node::text);
        if (distance.isPresent()) {
            fields = fields.withPath(distance.get(), Shape.of(Kind.DOUBLE));
        }
        Optional<String> place = stage.find("includeLocs").flatMap(Node::text);
        return Shape.document(place.isPresent() ? fields.withPath(place.get(), Shape.UNKNOWN) : fields);
    }

    private Shape documents(Stage stage) {
        if (stage.spot().index() > 0) {
            check.error(Rule.NOT_SUPPORTED, stage.at(), "$documents may only be the first stage of a pipeline");
        }
        Shape list = check.expressions()
                .of(
                        stage.value(),
                        Scope.of(Shape.document(Fields.OPEN)).with(stage.scope().variables()),
                        stage.at());
        if (!list.mayBe(Kind.ARRAY)) {
            check.error(Rule.TYPE_MISMATCH, stage.at(), "$documents needs an array of documents");
        }
        return list.element().mayBe(Kind.OBJECT) && list.element().isKnown()
                ? list.element()
                : Shape.document(Fields.OPEN);
    }
}
