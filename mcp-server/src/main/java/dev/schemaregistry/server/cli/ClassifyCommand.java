package dev.schemaregistry.server.cli;

import dev.schemaregistry.classify.Classification;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.view.JsonText;
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
            "  schema-registry classify \"revenue per product\" --json"
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
        Classification answer = session.services().classifier().classify(question);
        session.answer(() -> JsonText.tree(answer), page -> new ClassificationPage(page).show(answer));
        return 0;
    }
}
