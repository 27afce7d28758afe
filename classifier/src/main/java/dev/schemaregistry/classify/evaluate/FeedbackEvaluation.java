package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.RankingModel;
import dev.schemaregistry.classify.index.SchemaIndex;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.summary.SchemaSummarizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Measures what remembered questions bring. Some questions of each source are told to the classifier with their answers, others are
 * asked; a question that is asked was never told, nor was one of its group. Deterministic.
 */
public final class FeedbackEvaluation {
    private FeedbackEvaluation() {}

    /**
     * What to run. The files are those of {@link RoutingEvaluation}; questions of one {@code group} ask the same.
     *
     * @param values sampled column values; without them only the schema is known
     * @param remembered how many questions of a source are told, one measurement each
     * @param every 1 to ask all questions, n for every n-th
     */
    public record Options(Path catalog, Path questions, Optional<Path> values, List<Integer> remembered, int every) {
        public Options {
            remembered = List.copyOf(remembered);
        }
    }

    /**
     * Asks the same questions without anything told, with questions of all sources told, and with questions of one half of the sources
     * told, so that the other half shows what it costs a source that others were told of.
     *
     * @throws dev.schemaregistry.error.InvalidRequestException naming the file and line that cannot be read
     */
    public static FeedbackReport run(Options options, RoutingEvaluation.Progress progress) {
        CatalogFile catalog = CatalogFile.read(options.catalog(), options.values());
        int most = options.remembered().stream().mapToInt(count -> count).max().orElse(0);
        FeedbackSplit split = new FeedbackSplit(LabelledQuestion.read(options.questions()), most);
        List<LabelledQuestion> asked = IntStream.range(0, split.asked().size())
                .filter(number -> number % Math.max(1, options.every()) == 0)
                .mapToObj(split.asked()::get)
                .toList();
        int runs = 1 + 2 * options.remembered().size();
        progress.at(0, runs);
        Measured before = measure(catalog, asked);
        List<FeedbackReport.Row> rows = new ArrayList<>();
        for (int count : options.remembered()) {
            progress.at(1 + 2 * rows.size(), runs);
            Measured all = measure(catalog.remembering(split.told(catalog, count, source -> true)), asked);
            progress.at(2 + 2 * rows.size(), runs);
            List<Feedback> half = split.told(catalog, count, FeedbackSplit::isInFirstHalf);
            Measured some = measure(catalog.remembering(half), asked);
            rows.add(new FeedbackReport.Row(count, all.all, some.told, some.untold));
        }
        progress.at(runs, runs);
        return new FeedbackReport(asked.size(), before.all, before.told, before.untold, rows);
    }

    private static Measured measure(CatalogFile catalog, List<LabelledQuestion> asked) {
        try (SchemaIndex index = SchemaIndex.inMemory(catalog)) {
            Classifier classifier = new Classifier(index, RankingModel.shipped());
            RoutingEvaluation.Run run = new RoutingEvaluation.Run(catalog, classifier, new SchemaSummarizer(), false);
            Tally all = new Tally(catalog, 0, 0);
            Tally told = new Tally(catalog, 0, 0);
            Tally untold = new Tally(catalog, 0, 0);
            for (LabelledQuestion question : asked) {
                Answer answer = run.ask(question);
                all.add(question, answer);
                (FeedbackSplit.isInFirstHalf(question.source()) ? told : untold).add(question, answer);
            }
            return new Measured(figures(all), figures(told), figures(untold));
        }
    }

    private static FeedbackReport.Figures figures(Tally tally) {
        RoutingReport report = tally.report();
        return new FeedbackReport.Figures(
                report.percent().getOrDefault("D@1", 0.0),
                report.percent().getOrDefault("D@3", 0.0),
                report.percent().getOrDefault("set", 0.0),
                report.p50Micros());
    }

    private record Measured(FeedbackReport.Figures all, FeedbackReport.Figures told, FeedbackReport.Figures untold) {}
}
