package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.mongo.Stage.Spot;
import java.util.List;
import java.util.Optional;

/** Follows the shape of documents from stage to stage. */
final class Pipelines {
    /** What a server allows. */
    private static final int MOST_STAGES = 1_000;

    private static final int DEEPEST = 20;

    private final Check check;
    private final FieldStages fieldStages;
    private final GroupStages groupStages;
    private final WindowStages windowStages;
    private final JoinStages joinStages;
    private final RowStages rowStages;
    private final SearchStages searchStages;

    Pipelines(Check check) {
        this.check = check;
        this.fieldStages = new FieldStages(check);
        this.groupStages = new GroupStages(check);
        this.windowStages = new WindowStages(check);
        this.joinStages = new JoinStages(check);
        this.rowStages = new RowStages(check);
        this.searchStages = new SearchStages(check);
    }

    /** What documents are like behind the last stage. */
    Shape of(Node pipeline, Scope scope, Spot spot, At at) {
        Optional<Node.Items> stages = check.requireItems(pipeline, at, "a pipeline");
        if (stages.isEmpty()) {
            return Shape.document(Fields.OPEN);
        }
        List<Node> nodes = stages.get().nodes();
        if (nodes.size() > MOST_STAGES || spot.depth() > DEEPEST) {
            throw new Unreadable(
                    Rule.POLICY_LIMIT,
                    "a pipeline has at most " + MOST_STAGES + " stages, and at most " + DEEPEST
                            + " stand inside each other");
        }
        Shape shape = scope.root();
        for (int index = 0; index < nodes.size(); index++) {
            shape = stage(nodes.get(index), scope.on(shape), spot.at(index), at.in(index));
        }
        return shape;
    }

    private Shape stage(Node node, Scope scope, Spot spot, At at) {
        // A stage may copy what it was given.
        check.spend(1 + scope.root().inside().byName().size());
        Optional<Node.Doc> document = check.requireDocument(node, at, "a stage");
        if (document.isEmpty()) {
            return scope.root();
        }
        // All names are judged, so that no writing stage hides behind a harmless one.
        if (document.get().entries().size() != 1) {
            check.error(
                    Rule.SYNTAX_ERROR,
                    at,
                    "a stage is a document with exactly one name, not "
                            + document.get().entries().size());
        }
        Shape shape = scope.root();
        for (Node.Entry entry : document.get().entries()) {
            shape = named(entry, scope, spot, at.in(entry));
        }
        return shape;
    }

    private Shape named(Node.Entry entry, Scope scope, Spot spot, At at) {
        Optional<Operator> operator = Operators.table().find(Operators.STAGE, entry.name());
        if (operator.isEmpty()) {
            check.unknown(
                    Rule.UNKNOWN_FUNCTION,
                    at,
                    "there is no stage \"" + entry.name() + '"',
                    entry.name(),
                    Operators.table().names(Operators.STAGE));
            return Shape.document(Fields.OPEN);
        }
        Stage stage = new Stage(operator.get(), entry.value(), scope, at, spot);
        return switch (operator.get().result()) {
            case "writes" -> refused(Rule.POLICY_WRITE, stage, " writes; only reads are allowed");
            case "admin" ->
                refused(Rule.POLICY_NOT_A_READ, stage, " tells of the server, not of registered collections");
            case "search" -> searchStages.of(stage);
            default -> allowed(stage);
        };
    }

    private Shape refused(Rule rule, Stage stage, String reason) {
        check.error(rule, stage.at(), stage.name() + reason);
        return Shape.document(Fields.OPEN);
    }

    private Shape allowed(Stage stage) {
        String since = stage.operator().since();
        if (check.schema().isOlderThan(since)) {
            check.findings()
                    .note(
                            Rule.NOT_SUPPORTED,
                            Severity.WARNING,
                            stage.at(),
                            stage.name() + " came with server version " + since);
        }
        if (stage.operator().argument().equals("document") && !(stage.value() instanceof Node.Doc)) {
            check.requireDocument(stage.value(), stage.at(), stage.name());
            return Shape.document(Fields.OPEN);
        }
        if (stage.operator().named().isPresent() && stage.value() instanceof Node.Doc document) {
            check.requireNames(document, stage.operator(), stage.at());
        }
        return switch (stage.name()) {
            case "$project", "$addFields", "$set", "$unset", "$replaceRoot", "$replaceWith", "$redact" ->
                fieldStages.of(stage);
            case "$group", "$bucket", "$bucketAuto", "$sortByCount", "$count" -> groupStages.of(stage);
            case "$setWindowFields", "$densify", "$fill" -> windowStages.of(stage);
            case "$lookup", "$graphLookup", "$unionWith", "$facet" -> joinStages.of(stage);
            default -> rowStages.of(stage);
        };
    }
}
