package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.classify.evaluate.ModelChoice;
import dev.schemaregistry.classify.evaluate.RoutingEvaluation;
import dev.schemaregistry.classify.evaluate.RoutingSet;
import dev.schemaregistry.classify.evaluate.SuiteReport;
import dev.schemaregistry.server.view.JsonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Scores the classifier. */
@Command(
        name = "routing",
        description = {
            "Routes labelled questions over catalogues of tables.",
            "Without a set it runs the one that comes with the program; with --data also those of a folder.",
            "A line of a catalogue is a table: source, table, columns; a line of the questions has question, source, tables."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  schema-registry evaluate routing --data sets --summaries --errors errors.jsonl",
            "  schema-registry evaluate routing --catalog tables.jsonl --questions questions.jsonl --out predictions.jsonl"
        })
final class EvaluateRoutingCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "<folder>",
            description = "Sets: catalog-<family>.jsonl, <family>-<name>.jsonl, values-<family>.jsonl.")
    @Nullable
    Path data;

    @Option(names = "--catalog", paramLabel = "<file>", description = "The tables of one set.")
    @Nullable
    Path catalog;

    @Option(names = "--questions", paramLabel = "<file>", description = "The questions of one set with their answers.")
    @Nullable
    Path questions;

    @Option(names = "--values", paramLabel = "<file>", description = "Sampled column values of one set.")
    @Nullable
    Path values;

    @Option(names = "--out", paramLabel = "<file>", description = "Where the predictions of one set go.")
    @Nullable
    Path out;

    @Option(
            names = "--summaries",
            description = "Also score what summaries within budgets cover, and what a full schema or a listing would.")
    boolean summaries;

    @Option(
            names = "--model",
            paramLabel = "<model>",
            description = "What ranks: by-hand, shipped, or a file of `evaluate train`; several are compared.")
    List<String> models = List.of();

    @Option(names = "--every", paramLabel = "<n>", description = "Take every n-th question only.", defaultValue = "1")
    int every = 1;

    @Option(names = "--errors", paramLabel = "<file>", description = "Where wrong answers go, with their reasons.")
    @Nullable
    Path errors;

    @Option(names = "--markdown", description = "Print the table for a document.")
    boolean markdown;

    EvaluateRoutingCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        check();
        SuiteReport report = run(new RoutingEvaluation.Plan(
                sets(), models(), every, summaries, Optional.ofNullable(out), Optional.ofNullable(errors)));
        if (catalog != null && report.rows().size() == 1 && !markdown) {
            session.answer(
                    () -> (ObjectNode) JsonText.tree(report.rows().get(0).report()),
                    page -> page.block(report.rows().get(0).report().text()));
            return 0;
        }
        session.answer(
                () -> (ObjectNode) JsonText.tree(report.figures()),
                page -> page.block(markdown ? report.markdown() : report.text()));
        return 0;
    }

    private void check() {
        if ((catalog == null) != (questions == null)) {
            throw wrong("--catalog and --questions make one set; give both");
        }
        if (catalog == null && (values != null || out != null)) {
            throw wrong("--values and --out belong to one set; give --catalog and --questions too");
        }
        if (catalog != null && data != null) {
            throw wrong("--data runs many sets and --catalog one; give one of them");
        }
        if (out != null && models.size() > 1) {
            throw wrong("--out takes the predictions of one model, but --model is given " + models.size() + " times");
        }
        if (every < 1) {
            throw wrong("--every " + every + " takes no question; give 1 or more");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(requireNonNull(spec).commandLine(), message);
    }

    private List<RoutingSet> sets() {
        if (catalog != null) {
            return List.of(RoutingSet.of(catalog, requireNonNull(questions), Optional.ofNullable(values)));
        }
        List<RoutingSet> sets = new ArrayList<>();
        sets.add(RoutingSet.mixed());
        if (data != null) {
            sets.addAll(RoutingSet.in(data));
        }
        return sets;
    }

    private List<ModelChoice> models() {
        return models.isEmpty()
                ? List.of(ModelChoice.shipped())
                : models.stream().map(ModelChoice::of).toList();
    }

    private SuiteReport run(RoutingEvaluation.Plan plan) {
        try (Progress progress = Progress.of(session, "routing", 0)) {
            return RoutingEvaluation.run(plan, progress::at);
        }
    }
}
