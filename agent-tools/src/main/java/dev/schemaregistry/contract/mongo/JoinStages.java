package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.mongo.Filters.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stages that read other collections, or run pipelines of their own. */
final class JoinStages {
    private final Check check;
    private final Collections collections;

    JoinStages(Check check) {
        this.check = check;
        this.collections = new Collections(check);
    }

    Shape of(Stage stage) {
        return switch (stage.name()) {
            case "$lookup" -> lookup(stage);
            case "$graphLookup" -> graphLookup(stage);
            case "$unionWith" -> unionWith(stage);
            default -> facet(stage);
        };
    }

    private Shape lookup(Stage stage) {
        if (!(stage.value() instanceof Node.Doc)) {
            check.requireDocument(stage.value(), stage.at(), stage.name());
            return Shape.document(Fields.OPEN);
        }
        Shape foreign = stage.find("from").isPresent()
                ? collections.shape(stage.find("from").get(), stage.spot().database(), stage.at("from"))
                : noCollection(stage);
        requireFields(stage, foreign);
        Scope scope = stage.scope();
        Optional<Node.Doc> let =
                stage.find("let").flatMap(node -> check.requireDocument(node, stage.at("let"), "let of $lookup"));
        if (let.isPresent()) {
            scope = scope.with(check.expressions().members(let.get(), scope, stage.at("let")));
        }
        Shape joined = foreign;
        if (stage.find("pipeline").isPresent()) {
            joined = check.pipelines()
                    .of(
                            stage.find("pipeline").get(),
                            scope.on(foreign),
                            stage.spot().inside(false),
                            stage.at("pipeline"));
        }
        return put(stage, joined);
    }

    private void requireFields(Stage stage, Shape foreign) {
        boolean local = stage.find("localField").isPresent();
        if (local != stage.find("foreignField").isPresent()) {
            check.error(Rule.SYNTAX_ERROR, stage.at(), "$lookup needs localField and foreignField together");
        } else if (!local && stage.find("pipeline").isEmpty()) {
            check.error(Rule.SYNTAX_ERROR, stage.at(), "$lookup needs localField and foreignField, or a pipeline");
        }
        Optional<Shape> left = field(stage, "localField", stage.input());
        Optional<Shape> right = field(stage, "foreignField", foreign);
        if (left.isPresent()
                && right.isPresent()
                && !Comparisons.fit(Comparisons.withItems(left.get()), Comparisons.withItems(right.get()))) {
            check.error(
                    Rule.TYPE_MISMATCH,
                    stage.at("foreignField"),
                    "$lookup joins " + left.get().words() + " with "
                            + right.get().words() + ", which are never equal");
        }
    }

    private Shape noCollection(Stage stage) {
        boolean documents = stage.find("pipeline")
                .filter(node -> node instanceof Node.Items items
                        && !items.nodes().isEmpty()
                        && items.nodes().get(0) instanceof Node.Doc first
                        && first.entry("$documents").isPresent())
                .isPresent();
        if (!documents) {
            check.error(Rule.SYNTAX_ERROR, stage.at(), "$lookup needs \"from\", the collection to join");
        }
        return Shape.document(Fields.OPEN);
    }

    private Optional<Shape> field(Stage stage, String name, Shape from) {
        Optional<Node> node = stage.find(name);
        At at = node.map(stage.at(name)::on).orElse(stage.at());
        return node.flatMap(text -> check.requireText(text, at, name)).map(path -> {
            if (path.startsWith("$")) {
                check.error(Rule.SYNTAX_ERROR, at, name + " names a field without a dollar, not \"" + path + '"');
                return Shape.UNKNOWN;
            }
            return check.inCondition(from, path, at);
        });
    }

    private Shape put(Stage stage, Shape joined) {
        Optional<String> name =
                stage.find("as").flatMap(node -> check.requireText(node, stage.at("as"), "as of " + stage.name()));
        return name.filter(path -> !path.startsWith("$"))
                .map(path -> Shape.document(stage.fields().withPath(path, Shape.list(joined))))
                .orElse(stage.input());
    }

    private Shape graphLookup(Stage stage) {
        if (!(stage.value() instanceof Node.Doc)) {
            check.requireDocument(stage.value(), stage.at(), stage.name());
            return Shape.document(Fields.OPEN);
        }
        Shape foreign = stage.find("from")
                .map(from -> collections.shape(from, stage.spot().database(), stage.at("from")))
                .orElse(Shape.document(Fields.OPEN));
        stage.find("startWith").ifPresent(node -> check.expressions().of(node, stage.scope(), stage.at("startWith")));
        field(stage, "connectFromField", foreign);
        field(stage, "connectToField", foreign);
        stage.find("maxDepth").ifPresent(node -> check.requireCount(node, stage.at("maxDepth"), "maxDepth", 0));
        stage.find("restrictSearchWithMatch")
                .ifPresent(node -> check.filters()
                        .of(node, stage.scope().on(foreign), Position.LATER, stage.at("restrictSearchWithMatch")));
        Optional<String> depth =
                stage.find("depthField").flatMap(node -> check.requireText(node, stage.at("depthField"), "depthField"));
        Shape found = depth.map(name -> foreign.withInside(fields -> fields.withPath(name, Shape.of(Kind.LONG))))
                .orElse(foreign);
        return put(stage, found);
    }

    private Shape unionWith(Stage stage) {
        Scope empty = Scope.of(Shape.document(Fields.OPEN));
        if (!(stage.value() instanceof Node.Doc document)) {
            Shape other = collections.shape(stage.value(), stage.spot().database(), stage.at());
            return stage.input().or(other);
        }
        for (Node.Entry entry : document.entries()) {
            if (!List.of("coll", "pipeline").contains(entry.name())) {
                check.unknown(
                        entry.name().equals("db") ? Rule.POLICY_UNREGISTERED_RELATION : Rule.SYNTAX_ERROR,
                        stage.at().in(entry),
                        "$unionWith takes no \"" + entry.name() + '"',
                        entry.name(),
                        List.of("coll", "pipeline"));
            }
        }
        if (document.entries().isEmpty()) {
            check.error(Rule.SYNTAX_ERROR, stage.at(), "$unionWith needs \"coll\"");
        }
        Shape other = stage.find("coll")
                .map(node -> collections.shape(node, stage.spot().database(), stage.at("coll")))
                .orElse(Shape.document(Fields.OPEN));
        Shape joined = stage.find("pipeline")
                .map(node ->
                        check.pipelines().of(node, empty.on(other), stage.spot().inside(false), stage.at("pipeline")))
                .orElse(other);
        return stage.input().or(joined);
    }

    private Shape facet(Stage stage) {
        Map<String, Shape> fields = new LinkedHashMap<>();
        if (stage.entries().isEmpty()) {
            check.error(Rule.SYNTAX_ERROR, stage.at(), "$facet needs at least one pipeline");
        }
        if (stage.spot().inFacet()) {
            check.error(Rule.NOT_SUPPORTED, stage.at(), "$facet may not stand inside of $facet");
        }
        for (Node.Entry entry : stage.entries()) {
            Shape result = check.pipelines()
                    .of(
                            entry.value(),
                            stage.scope(),
                            stage.spot().inside(true),
                            stage.at().in(entry));
            fields.put(entry.name(), Shape.list(result));
        }
        return stage.output(Fields.made(fields));
    }
}
