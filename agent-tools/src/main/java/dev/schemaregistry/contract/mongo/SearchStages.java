package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.mongo.Filters.Position;
import java.util.Optional;

/** Stages that ask a search index; whether there is one is the source's to say. */
final class SearchStages {
    private final Check check;
    private final SearchOperators operators;

    SearchStages(Check check) {
        this.check = check;
        this.operators = new SearchOperators(check);
    }

    Shape of(Stage stage) {
        boolean first = !stage.name().equals("$score") && !stage.name().equals("$rerank");
        if (first && (stage.spot().index() > 0 || stage.spot().inFacet())) {
            check.error(Rule.NOT_SUPPORTED, stage.at(), stage.name() + " may only be the first stage of a pipeline");
        }
        Optional<Node.Doc> document = check.requireDocument(stage.value(), stage.at(), stage.name());
        if (document.isEmpty()) {
            return stage.input();
        }
        switch (stage.name()) {
            case "$search", "$searchMeta" -> searched(stage, document.get());
            case "$vectorSearch" -> {
                check.requireNames(document.get(), stage.operator(), stage.at());
                document.get()
                        .entries()
                        .forEach(entry -> stage.operator()
                                .findNamed(entry.name())
                                .ifPresent(setting -> setting(setting.word(), entry, stage)));
            }
            default -> fused(stage);
        }
        return stage.name().equals("$searchMeta") ? Shape.document(Fields.OPEN) : stage.input();
    }

    /** Settings, and exactly one operator beside them. */
    private void searched(Stage stage, Node.Doc document) {
        int calls = 0;
        for (Node.Entry entry : document.entries()) {
            Optional<Operator.Parameter> setting = stage.operator().findNamed(entry.name());
            if (setting.isPresent()) {
                setting(setting.get().word(), entry, stage);
            } else {
                calls++;
                operators.of(entry, stage.scope(), stage.at().in(entry));
            }
        }
        if (calls != 1) {
            check.error(Rule.SYNTAX_ERROR, stage.at(), stage.name() + " needs exactly one operator, not " + calls);
        }
    }

    private void setting(String word, Node.Entry entry, Stage stage) {
        At at = stage.at().in(entry);
        switch (word) {
            case "path", "scope", "highlight" -> operators.path(entry.value(), stage.scope(), at);
            case "filter" -> check.filters().of(entry.value(), stage.scope(), Position.LATER, at);
            case "count" -> check.requireCount(entry.value(), at, entry.name(), 1);
            case "sort" ->
                check.requireDocument(entry.value(), at, "sort")
                        .ifPresent(order -> order.entries().stream()
                                .filter(key -> !(key.value() instanceof Node.Doc meta
                                        && meta.entry("$meta").isPresent()))
                                .forEach(key -> check.inCondition(stage.input(), key.name(), at.in(key))));
            default -> {}
        }
    }

    /** Pipelines inside are followed; how their ranks are put together is passed over. */
    private void fused(Stage stage) {
        check.passOver(stage.at(), "what is said in " + stage.name() + " of ranks and scores is not checked");
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
