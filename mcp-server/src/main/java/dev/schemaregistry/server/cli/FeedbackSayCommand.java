package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.Feedback.Verdict;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.registry.FeedbackBook;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.view.JsonText;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Confirms or rejects an answer. */
@Command(description = "Says that these sources and tables answer the question (confirm), or do not (reject).")
final class FeedbackSayCommand implements Callable<Integer> {
    private final Session session;
    private final Verdict verdict;

    @Parameters(arity = "1..*", paramLabel = "<question>", description = "The question, as it was asked.")
    @Nullable
    List<String> words;

    @Option(names = "--source", paramLabel = "<source>", description = "A source; may be repeated.")
    List<SourceId> sources = List.of();

    @Option(
            names = "--table",
            paramLabel = "<source.table>",
            description = "A table; may be repeated. Its source need not be named.")
    List<TableArgument> tables = List.of();

    FeedbackSayCommand(Session session, Verdict verdict) {
        this.session = session;
        this.verdict = verdict;
    }

    @Override
    public Integer call() {
        SchemaRegistry registry = session.services().registry();
        String question = String.join(" ", requireNonNull(words));
        List<TableRef> refs =
                tables.stream().map(table -> table.current(registry).ref()).toList();
        FeedbackBook book = registry.feedback();
        Feedback said = verdict == Verdict.CONFIRMED
                ? book.confirm(question, sources, refs)
                : book.reject(question, sources, refs);
        session.answer(() -> JsonText.tree(said), page -> page.line(Span.good("remembered "), Span.bold(said.id())));
        return 0;
    }
}
