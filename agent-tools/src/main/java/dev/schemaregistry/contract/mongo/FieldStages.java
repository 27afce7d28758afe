package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.mongo.ProjectionReader.Use;
import java.util.List;
import java.util.Optional;

/** Stages that choose and make fields. */
record FieldStages(Check check) {
    Shape of(Stage stage) {
        return switch (stage.name()) {
            case "$project" -> project(stage);
            case "$addFields", "$set" -> added(stage);
            case "$unset" -> unset(stage);
            case "$replaceRoot" ->
                stage.find("newRoot")
                        .map(root -> replaced(stage, root, stage.at("newRoot")))
                        .orElseGet(() -> noDocument(stage));
            case "$replaceWith" -> replaced(stage, stage.value(), stage.at());
            default -> redacted(stage);
        };
    }

    private Shape project(Stage stage) {
        Node.Doc document = (Node.Doc) stage.value();
        if (document.entries().isEmpty()) {
            check.error(Rule.SYNTAX_ERROR, stage.at(), "$project needs at least one field");
            return stage.input();
        }
        ProjectionReader reader = new ProjectionReader(check, stage.scope(), Use.PROJECT);
        return stage.output(reader.projected(document, stage.fields(), stage.at()));
    }

    private Shape added(Stage stage) {
        Node.Doc document = (Node.Doc) stage.value();
        if (document.entries().isEmpty()) {
            check.error(Rule.SYNTAX_ERROR, stage.at(), stage.name() + " needs at least one field");
        }
        ProjectionReader reader = new ProjectionReader(check, stage.scope(), Use.ADD);
        return Shape.document(reader.added(document, stage.fields(), stage.at()));
    }

    private Shape unset(Stage stage) {
        List<Node> names = stage.value() instanceof Node.Items items ? items.nodes() : List.of(stage.value());
        if (names.isEmpty()) {
            check.error(Rule.SYNTAX_ERROR, stage.at(), "$unset needs at least one field");
        }
        ProjectionReader reader = new ProjectionReader(check, stage.scope(), Use.ADD);
        return stage.output(reader.without(names, stage.fields(), stage.at()));
    }

    private Shape replaced(Stage stage, Node root, At at) {
        Shape shape = check.expressions().of(root, stage.scope(), at);
        if (!shape.mayBe(Kind.OBJECT)) {
            check.error(
                    Rule.TYPE_MISMATCH, at.on(root), stage.name() + " needs a document, and this is " + shape.words());
            return Shape.document(Fields.OPEN);
        }
        Optional<Fields> fields = shape.fields();
        return fields.isPresent() ? stage.output(fields.get()) : Shape.document(Fields.OPEN);
    }

    private Shape noDocument(Stage stage) {
        if (!(stage.value() instanceof Node.Doc)) {
            check.requireDocument(stage.value(), stage.at(), stage.name());
        }
        return Shape.document(Fields.OPEN);
    }

    private Shape redacted(Stage stage) {
        Scope scope = stage.scope()
                .with("DESCEND", Shape.UNKNOWN)
                .with("PRUNE", Shape.UNKNOWN)
                .with("KEEP", Shape.UNKNOWN);
        check.expressions().of(stage.value(), scope, stage.at());
        return stage.input();
    }
}
