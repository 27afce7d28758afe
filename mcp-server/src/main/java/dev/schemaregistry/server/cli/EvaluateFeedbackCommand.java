package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.classify.evaluate.FeedbackEvaluation;
import dev.schemaregistry.classify.evaluate.FeedbackReport;
import dev.schemaregistry.server.view.JsonText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Scores what remembered questions bring. */
@Command(
        name = "feedback",
        description = {
            "Tells the classifier some labelled questions of each source, and asks it others.",
            "The files are those of \"evaluate routing\"; of one \"group\" of questions all are told or all are asked."
        },
        footerHeading = "%nExample:%n",
        footer =
                "  schema-registry evaluate feedback --catalog tables.jsonl --questions questions.jsonl --remember 1,5,20")
final class EvaluateFeedbackCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--catalog", required = true, paramLabel = "<file>", description = "The tables.")
    @Nullable
    Path catalog;

    @Option(
            names = "--questions",
            required = true,
            paramLabel = "<file>",
            description = "The questions with their answers.")
    @Nullable
    Path questions;

    @Option(names = "--values", paramLabel = "<file>", description = "Sampled column values.")
    @Nullable
    Path values;

    @Option(
            names = "--remember",
            paramLabel = "<n>",
            split = ",",
            defaultValue = "1,5,10,20",
            description = "How many questions of a source are told (default: ${DEFAULT-VALUE}).")
    List<Integer> remember = List.of();

    @Option(names = "--every", paramLabel = "<n>", description = "Ask every n-th question only.", defaultValue = "1")
    int every = 1;

    EvaluateFeedbackCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        FeedbackEvaluation.Options options = new FeedbackEvaluation.Options(
                requireNonNull(catalog), requireNonNull(questions), Optional.ofNullable(values), remember, every);
        FeedbackReport report = run(options);
        session.answer(() -> (ObjectNode) JsonText.tree(report), page -> page.block(report.text()));
        return 0;
    }

    private FeedbackReport run(FeedbackEvaluation.Options options) {
        try (Progress progress = Progress.of(session, "feedback", 0)) {
            return FeedbackEvaluation.run(options, progress::at);
        }
    }
}
