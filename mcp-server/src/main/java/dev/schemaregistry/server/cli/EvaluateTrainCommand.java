package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.classify.evaluate.ModelFile;
import dev.schemaregistry.classify.evaluate.RoutingTraining;
import dev.schemaregistry.classify.evaluate.RoutingTraining.Input;
import dev.schemaregistry.classify.evaluate.TrainingReport;
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

/** Learns how to rank. */
@Command(
        name = "train",
        description = {
            "Learns the ranking from labelled questions.",
            "Databases are held apart in five folds, and each fold is scored by what the others taught; then all teach together."
        },
        footerHeading = "%nExample:%n",
        footer =
                "  schema-registry evaluate train --set tables.jsonl,questions.jsonl --set tables.jsonl,questions.jsonl,values.jsonl --out model.txt")
final class EvaluateTrainCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--set",
            required = true,
            paramLabel = "<catalog>,<questions>[,<values>]",
            description = "Files as `evaluate routing` reads them; give it once for each set.")
    List<String> sets = List.of();

    @Option(names = "--out", required = true, paramLabel = "<file>", description = "Where the model goes.")
    @Nullable
    Path out;

    @Option(names = "--none", paramLabel = "<file>", description = "Questions that have no answer, one a line.")
    @Nullable
    Path none;

    @Option(names = "--every", paramLabel = "<n>", description = "Take every n-th question only.", defaultValue = "1")
    int every = 1;

    @Option(names = "--no-folds", description = "Only learn; do not score on databases held apart.")
    boolean noFolds;

    EvaluateTrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Input> inputs = new ArrayList<>();
        sets.forEach(set -> inputs.add(input(set)));
        TrainingReport report = run(inputs);
        ModelFile.write(
                requireNonNull(out),
                report.model(),
                inputs,
                session.surroundings().clock());
        session.answer(() -> (ObjectNode) JsonText.tree(report), page -> page.block(report.text()));
        return 0;
    }

    private Input input(String set) {
        String[] files = set.split(",", -1);
        if (files.length < 2 || files.length > 3) {
            throw new ParameterException(
                    requireNonNull(spec).commandLine(),
                    "--set \"" + set + "\" has " + files.length
                            + " files; give a catalogue, questions and perhaps values");
        }
        Optional<Path> values = files.length == 3 ? Optional.of(Path.of(files[2])) : Optional.empty();
        return new Input(Path.of(files[0]), Path.of(files[1]), values);
    }

    private TrainingReport run(List<Input> inputs) {
        try (Progress progress = Progress.of(session, "training", 0)) {
            return RoutingTraining.run(inputs, Optional.ofNullable(none), Math.max(1, every), !noFolds, progress::at);
        }
    }
}
