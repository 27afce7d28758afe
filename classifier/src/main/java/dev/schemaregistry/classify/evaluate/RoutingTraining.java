package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.RankingModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Learns a {@link RankingModel} from labelled questions and says how good it is on databases that it was not learned from. Five
 * folds hold databases apart; the questions of a fold go to a model of the other four, over the union of all databases.
 * Deterministic.
 */
public final class RoutingTraining {
    private RoutingTraining() {}

    /**
     * A set of questions. The files are those of {@link RoutingEvaluation}.
     *
     * @param values sampled column values; without them only the schema is known
     */
    public record Input(Path catalog, Path questions, Optional<Path> values) {}

    /**
     * Learns from all sets together.
     *
     * @param none a text of questions that have no answer, one a line, where {@code #} starts a remark
     * @param every 1 for all questions, n for every n-th
     * @param compare whether to measure too, on held-apart databases, which takes most of the time
     * @throws dev.schemaregistry.error.InvalidRequestException naming the file and line that cannot be read
     */
    public static TrainingReport run(
            List<Input> inputs, Optional<Path> none, int every, boolean compare, RoutingEvaluation.Progress progress) {
        List<TrainingSet> sets =
                inputs.stream().map(input -> TrainingSet.open(input, every)).toList();
        try {
            ModelLearner learner =
                    new ModelLearner(sets, none.map(RoutingTraining::lines).orElse(List.of()));
            int steps = compare ? Folds.COUNT + 1 : 1;
            List<TrainingReport.Row> rows = new ArrayList<>();
            for (int fold = 0; compare && fold < Folds.COUNT; fold++) {
                progress.at(fold, steps);
                rows.addAll(measure(learner, sets, fold));
            }
            progress.at(steps - 1, steps);
            RankingModel model = learner.learn(fold -> true, true);
            progress.at(steps, steps);
            return new TrainingReport(model, rows);
        } finally {
            sets.forEach(TrainingSet::close);
        }
    }

    private static List<String> lines(Path file) {
        return JsonLines.lines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static List<TrainingReport.Row> measure(ModelLearner learner, List<TrainingSet> sets, int fold) {
        SortedMap<String, RankingModel> models = new TreeMap<>();
        models.put("by hand", RankingModel.byHand());
        models.put("weights", learner.learn(other -> other != fold, false));
        models.put("weights and words", learner.learn(other -> other != fold, true));
        List<TrainingReport.Row> rows = new ArrayList<>();
        models.forEach((name, model) -> sets.forEach(set -> rows.add(row(name, model, set, fold))));
        return rows;
    }

    private static TrainingReport.Row row(String model, RankingModel ranking, TrainingSet set, int fold) {
        Tally tally = new Tally(set.catalog(), 0, 0);
        RoutingEvaluation.Run run = new RoutingEvaluation.Run(
                set.catalog(),
                new Classifier(set.index(), ranking),
                new dev.schemaregistry.summary.SchemaSummarizer(),
                false);
        set.questions().stream()
                .filter(question -> Folds.of(question.source()) == fold)
                .forEach(question -> tally.add(question, run.ask(question)));
        return new TrainingReport.Row(set.name(), model, fold, tally.report());
    }
}
