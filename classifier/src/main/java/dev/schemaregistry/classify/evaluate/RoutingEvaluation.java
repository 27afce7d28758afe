package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.Classification;
import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.classify.SummaryTables;
import dev.schemaregistry.classify.index.SchemaIndex;
import dev.schemaregistry.summary.SchemaSummarizer;
import dev.schemaregistry.summary.Summary;
import dev.schemaregistry.summary.SummaryFormat;
import dev.schemaregistry.summary.SummaryLevel;
import dev.schemaregistry.summary.SummaryRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs labelled questions through the classifier and measures the answers. The files are those that docs/evaluation-routing.md
 * describes; their form is stable.
 */
public final class RoutingEvaluation {
    private static final int TABLES_RANKED = 40;
    private static final int WARM_UP = 500;
    private static final List<Integer> BUDGETS = List.of(500, 1_000, 2_000);

    private RoutingEvaluation() {}

    /**
     * What to run.
     *
     * @param values sampled column values; without them only the schema is known
     * @param predictions where to write one line of JSON a question
     * @param summaries whether to measure recall within token budgets too, which takes several times as long
     */
    public record Options(
            Path catalog, Path questions, Optional<Path> values, Optional<Path> predictions, boolean summaries) {}

    /** Told about the work done so far. */
    @FunctionalInterface
    public interface Progress {
        /** {@code done} of {@code total} questions. */
        void at(int done, int total);
    }

    /**
     * Builds an index in memory and asks every question once, on the calling thread.
     *
     * @throws dev.schemaregistry.error.InvalidRequestException naming the file and line that cannot be read
     */
    public static RoutingReport run(Options options, Progress progress) {
        CatalogFile catalog = CatalogFile.read(options.catalog(), options.values());
        List<LabelledQuestion> questions = LabelledQuestion.read(options.questions());
        long start = System.nanoTime();
        try (SchemaIndex index = SchemaIndex.inMemory(catalog);
                PredictionWriter predictions = PredictionWriter.to(options.predictions())) {
            long built = System.nanoTime();
            Tally tally = new Tally(catalog, index.sizeInBytes(), (built - start) / 1_000_000);
            Run run = new Run(catalog, new Classifier(index), new SchemaSummarizer(), options.summaries());
            questions.stream().limit(WARM_UP).forEach(question -> run.ask(question));
            for (int i = 0; i < questions.size(); i++) {
                Answer answer = run.ask(questions.get(i));
                tally.add(questions.get(i), answer);
                predictions.write(questions.get(i).id(), answer);
                progress.at(i + 1, questions.size());
            }
            return tally.report();
        }
    }

    /** Asks questions and takes the time. */
    record Run(CatalogFile catalog, Classifier classifier, SchemaSummarizer summarizer, boolean summaries) {
        Answer ask(LabelledQuestion question) {
            long start = System.nanoTime();
            Classification classification =
                    classifier.classify(Question.of(question.text()).withLimit(TABLES_RANKED));
            long micros = (System.nanoTime() - start) / 1_000;
            SortedMap<Integer, Summary> within = new TreeMap<>();
            if (summaries) {
                BUDGETS.forEach(budget -> within.put(budget, summarize(classification, budget)));
            }
            return new Answer(classification, micros, within);
        }

        private Summary summarize(Classification classification, int budget) {
            return summarizer.summarize(new SummaryRequest(
                    SummaryTables.of(classification, catalog::findTable),
                    SummaryLevel.SUMMARY,
                    SummaryFormat.DDL,
                    budget));
        }
    }
}
