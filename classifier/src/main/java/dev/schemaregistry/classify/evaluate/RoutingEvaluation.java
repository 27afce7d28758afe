package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.Classification;
import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.classify.SummaryTables;
import dev.schemaregistry.summary.SchemaSummarizer;
import dev.schemaregistry.summary.Summary;
import dev.schemaregistry.summary.SummaryFormat;
import dev.schemaregistry.summary.SummaryLevel;
import dev.schemaregistry.summary.SummaryRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs labelled questions through the classifier and measures the answers. The files are those that docs/evaluation-routing.md
 * describes; their form is stable.
 */
public final class RoutingEvaluation {
    static final List<Integer> BUDGETS = List.of(500, 1_000, 2_000);

    private static final int WARM_UP = 5_000;
    private static final int MOST_ROUNDS = 10;

    private RoutingEvaluation() {}

    /**
     * What to run on one set.
     *
     * @param values sampled column values; without them only the schema is known
     * @param predictions where to write one line of JSON a question
     * @param summaries whether to measure recall within token budgets too, which takes several times as long
     */
    public record Options(
            Path catalog, Path questions, Optional<Path> values, Optional<Path> predictions, boolean summaries) {}

    /**
     * What to run on several sets.
     *
     * @param models each set is ranked by each of them
     * @param every 1 for all questions, n for every n-th
     * @param predictions where to write one line of JSON a question
     * @param errors where to write one line of JSON a wrong answer
     */
    public record Plan(
            List<RoutingSet> sets,
            List<ModelChoice> models,
            int every,
            boolean summaries,
            Optional<Path> predictions,
            Optional<Path> errors) {
        public Plan {
            sets = List.copyOf(sets);
            models = List.copyOf(models);
        }
    }

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
        RoutingSet set = RoutingSet.of(options.catalog(), options.questions(), options.values());
        Plan plan = new Plan(
                List.of(set),
                List.of(ModelChoice.shipped()),
                1,
                options.summaries(),
                options.predictions(),
                Optional.empty());
        return run(plan, progress).rows().get(0).report();
    }

    /**
     * Builds an index in memory for each catalog and asks every question once of each model, then the questions that have no answer,
     * on the calling thread.
     *
     * @throws dev.schemaregistry.error.InvalidRequestException naming the file and line that cannot be read
     */
    public static SuiteReport run(Plan plan, Progress progress) {
        try (PredictionWriter predictions = PredictionWriter.to(plan.predictions());
                ErrorWriter errors = ErrorWriter.to(plan.errors())) {
            return new Suite(plan, predictions, errors, progress).run();
        }
    }

    /** Asks questions and takes the time. */
    static final class Run {
        private final CatalogFile catalog;
        private final Classifier classifier;
        private final SchemaSummarizer summarizer;
        private final boolean summaries;
        private final Alternatives alternatives;

        Run(CatalogFile catalog, Classifier classifier, SchemaSummarizer summarizer, boolean summaries) {
            this.catalog = catalog;
            this.classifier = classifier;
            this.summarizer = summarizer;
            this.summaries = summaries;
            this.alternatives = new Alternatives(catalog, summarizer);
        }

        /** Lets the virtual machine compile what will be timed. */
        void warmUp(List<LabelledQuestion> questions) {
            int calls = Math.min(WARM_UP, MOST_ROUNDS * questions.size());
            for (int call = 0; call < calls; call++) {
                classify(questions.get(call % questions.size()).text());
            }
        }

        Answer ask(LabelledQuestion question) {
            long start = System.nanoTime();
            Classification classification = classify(question.text());
            long micros = (System.nanoTime() - start) / 1_000;
            return new Answer(classification, micros, summaries ? shown(classification) : new TreeMap<>());
        }

        Classification classify(String text) {
            return classifier.classify(Question.of(text).withLimit(SummaryTables.ASKED));
        }

        private SortedMap<String, Set<String>> shown(Classification classification) {
            SortedMap<String, Set<String>> shown = new TreeMap<>();
            for (int budget : BUDGETS) {
                shown.put("R@" + budget, Answer.shownBy(summarize(classification, budget)));
                shown.put("full@" + budget, Set.of());
                shown.put("list@" + budget, Set.of());
                classification.sources().stream().limit(1).forEach(best -> {
                    shown.put("full@" + budget, alternatives.fullSchema(best.id(), budget));
                    shown.put("list@" + budget, alternatives.listing(best.id(), budget));
                });
            }
            return shown;
        }

        private Summary summarize(Classification classification, int budget) {
            return summarizer.summarize(new SummaryRequest(
                    SummaryTables.of(classification, catalog::findTable),
                    SummaryLevel.SUMMARY,
                    SummaryFormat.DDL,
                    budget));
        }
    }

    /** The sets by the catalog they share, in their order. */
    static Map<List<Object>, List<RoutingSet>> byCatalog(List<RoutingSet> sets) {
        Map<List<Object>, List<RoutingSet>> groups = new LinkedHashMap<>();
        sets.forEach(set -> groups.computeIfAbsent(List.of(set.catalog(), set.values()), key -> new ArrayList<>())
                .add(set));
        return groups;
    }
}
