package dev.schemaregistry.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.classify.Classification;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.classify.Strategy;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.tools.RoutedQuestion;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Routes a question. */
@Command(
        name = "classify",
        description = {
            "Names the sources and tables that can answer a question, with reasons and joins.",
            "No source is contacted. That nothing fits is a normal answer."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry classify \"which customers paid late last month?\"",
            "  schema-registry classify \"open tickets by region\" --source crm --source support",
            "  schema-registry classify \"revenue per product\" --json",
            "  schema-registry classify \"revenue per product\" --summary-tokens 500"
        })
final class ClassifyCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "1..*", paramLabel = "<question>", description = "The question, in your own words.")
    @Nullable
    List<String> words;

    @Option(names = "--source", paramLabel = "<source>", description = "Look only here; may be repeated.")
    @Nullable
    List<SourceId> sources;

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            defaultValue = "5",
            description = "Show at most this many sources and tables (default: ${DEFAULT-VALUE}).")
    int limit;

    @Option(
            names = "--strategy",
            paramLabel = "<how>",
            description =
                    "What to rank by: ${COMPLETION-CANDIDATES}. Without the model that it needs, words alone, and it says so.")
    @Nullable
    Strategy strategy;

    @Option(
            names = "--summary-tokens",
            paramLabel = "<n>",
            description = "Add the schema that the answer needs, within so many tokens of o200k_base.")
    @Nullable
    Integer summaryTokens;

    ClassifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String text = String.join(" ", java.util.Objects.requireNonNull(words));
        if (sources != null) {
            sources.forEach(session.services().registry()::getDataSource);
        }
        Question question = Question.of(text).withLimit(limit).within(sources == null ? Set.of() : sources);
        if (strategy != null) {
            question = question.by(strategy);
        }
        if (summaryTokens == null) {
            Classification answer = session.services().classifier().classify(question);
            session.answer(() -> JsonText.tree(answer), page -> new ClassificationPage(page).show(answer));
            return 0;
        }
        RoutedQuestion routed = session.services().client().classify(question, summaryTokens);
        session.answer(
                () -> withSchemas(routed),
                page -> new ClassificationPage(page).show(routed.classification(), routed.schemas()));
        return 0;
    }

    private static ObjectNode withSchemas(RoutedQuestion routed) {
        ObjectNode node = (ObjectNode) JsonText.tree(routed.classification());
        return node.put("schemas", routed.schemas());
    }
}
