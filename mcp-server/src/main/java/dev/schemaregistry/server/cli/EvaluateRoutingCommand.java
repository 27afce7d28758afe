package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.classify.evaluate.RoutingEvaluation;
import dev.schemaregistry.classify.evaluate.RoutingReport;
import dev.schemaregistry.server.view.JsonText;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Scores the classifier. */
@Command(
        name = "routing",
        description = {
            "Routes labelled questions over a catalogue of tables.",
            "A line of the catalogue is a table: source, table, columns; a line of the questions has question, source, tables."
        },
        footerHeading = "%nExample:%n",
        footer =
                "  schema-registry evaluate routing --catalog tables.jsonl --questions questions.jsonl --out predictions.jsonl")
final class EvaluateRoutingCommand implements Callable<Integer> {
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

    @Option(names = "--out", paramLabel = "<file>", description = "Where the predictions go.")
    @Nullable
    Path out;

    @Option(names = "--summaries", description = "Also score what summaries within budgets cover.")
    boolean summaries;

    EvaluateRoutingCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        RoutingEvaluation.Options options = new RoutingEvaluation.Options(
                requireNonNull(catalog),
                requireNonNull(questions),
                Optional.ofNullable(values),
                Optional.ofNullable(out),
                summaries);
        RoutingReport report = run(options);
        session.answer(() -> (ObjectNode) JsonText.tree(report), page -> page.block(report.text()));
        return 0;
    }

    private RoutingReport run(RoutingEvaluation.Options options) {
        try (Progress progress = Progress.of(session, "routing", 0)) {
            return RoutingEvaluation.run(options, progress::at);
        }
    }
}
