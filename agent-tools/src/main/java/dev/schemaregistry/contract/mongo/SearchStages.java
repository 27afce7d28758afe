package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.mongo.Filters.Position;
import java.util.Optional;

/**
 * Stages that ask a search index. They read the pipeline's own collection, but what they may name depends on an index that the
 * registry does not know: conditions and pipelines inside of them are followed, the rest is passed over.
 */
record SearchStages(Check check) {
    Shape of(Stage stage) {
        if (stage.spot().index() > 0 && !stage.name().equals("$score") && !stage.name().equals("$rerank")) {
            check.error(
                    Rule.NOT_SUPPORTED,
                    stage.at(),
                    stage.name() + " may only be the first stage of a pipeline");
        }
        check.passOver(stage.at(), stage.name() + " asks a search index, which is not known here");
        Optional<Node> filter = stage.find("filter");
        if (stage.name().equals("$vectorSearch") && filter.isPresent()) {
            check.filters().of(filter.get(), stage.scope(), Position.LATER, stage.at("filter"));
        }
        inputPipelines(stage);
        return stage.name().equals("$searchMeta") ? Shape.document(Fields.OPEN) : stage.input();
    }

    private void inputPipelines(Stage stage) {
        Optional<Node> pipelines = stage.find("input")
                .flatMap(input -> input instanceof Node.Doc document ? document.find("pipelines") : Optional.empty());
        At at = stage.at("input").in("pipelines");
        if (pipelines.isPresent() && pipelines.get() instanceof Node.Doc named) {
            named.entries()
                    .forEach(entry -> check.pipelines()
                            .of(entry.value(), stage.scope(), stage.spot().inside(false), at.in(entry)));
        }
    }
}
