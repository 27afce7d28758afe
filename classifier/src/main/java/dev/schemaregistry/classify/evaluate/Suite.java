package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.Ambiguity;
import dev.schemaregistry.classify.Classification;
import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.summary.SchemaSummarizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Runs sets one after another, those of one catalog on one index. */
final class Suite {
    private static final RoutingSet MIXED = RoutingSet.mixed();

    private final RoutingEvaluation.Plan plan;
    private final PredictionWriter predictions;
    private final ErrorWriter errors;
    private final RoutingEvaluation.Progress progress;
    private final Map<LabelledFile, List<LabelledQuestion>> questions = new HashMap<>();
    private final List<String> none = lines("none-questions.txt");
    private final List<SuiteReport.Row> rows = new ArrayList<>();
    private final List<SuiteReport.Share> refused = new ArrayList<>();
    private final List<SuiteReport.Share> tied = new ArrayList<>();
    private int total;
    private int done;

    Suite(
            RoutingEvaluation.Plan plan,
            PredictionWriter predictions,
            ErrorWriter errors,
            RoutingEvaluation.Progress progress) {
        this.plan = plan;
        this.predictions = predictions;
        this.errors = errors;
        this.progress = progress;
    }

    private static List<String> lines(String name) {
        return JsonLines.lines(LabelledFile.own(name)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    SuiteReport run() {
        for (RoutingSet set : plan.sets()) {
            questions.computeIfAbsent(set.questions(), this::sample);
            total += plan.models().size() * of(set).size();
        }
        RoutingEvaluation.byCatalog(plan.sets()).values().forEach(this::runCatalog);
        return new SuiteReport(rows, refused, tied);
    }

    private List<LabelledQuestion> sample(LabelledFile file) {
        List<LabelledQuestion> all = LabelledQuestion.read(file);
        return IntStream.range(0, all.size())
                .filter(number -> number % plan.every() == 0)
                .mapToObj(all::get)
                .toList();
    }

    private List<LabelledQuestion> of(RoutingSet set) {
        return questions.getOrDefault(set.questions(), List.of());
    }

    private void runCatalog(List<RoutingSet> sets) {
        RoutingSet first = sets.get(0);
        try (IndexedCatalog open = IndexedCatalog.open(first.catalog(), first.values())) {
            for (ModelChoice model : plan.models()) {
                RoutingEvaluation.Run run = new RoutingEvaluation.Run(
                        open.catalog(),
                        new Classifier(open.index(), model.model()),
                        new SchemaSummarizer(),
                        plan.summaries());
                sets.forEach(
                        set -> rows.add(new SuiteReport.Row(set.name(), model.name(), measure(open, set, model, run))));
                refused.add(refused(first, model, run));
                if (first.catalog().equals(MIXED.catalog())) {
                    tied.add(tied(model, run));
                }
            }
        }
    }

    private RoutingReport measure(IndexedCatalog open, RoutingSet set, ModelChoice model, RoutingEvaluation.Run run) {
        Tally tally = new Tally(open.catalog(), open.index().sizeInBytes(), open.buildMillis());
        run.warmUp(of(set));
        for (LabelledQuestion question : of(set)) {
            Answer answer = run.ask(question);
            tally.add(question, answer).ifPresent(miss -> errors.write(set.name(), model.name(), miss));
            predictions.write(question.id(), answer);
            done++;
            progress.at(done, total);
        }
        return tally.report();
    }

    private SuiteReport.Share refused(RoutingSet set, ModelChoice model, RoutingEvaluation.Run run) {
        long count = none.stream()
                .filter(text -> run.classify(text).outcome() == Classification.Outcome.NONE)
                .count();
        String catalog = set.catalog().shortName() + (set.values().isPresent() ? " with values" : "");
        return new SuiteReport.Share(catalog, model.name(), (int) count, none.size());
    }

    private static SuiteReport.Share tied(ModelChoice model, RoutingEvaluation.Run run) {
        List<String> ambiguous = lines("ambiguous-questions.txt");
        long count = ambiguous.stream()
                .map(line -> line.split(" \\| ", -1))
                .filter(parts -> sources(run.classify(parts[0])).containsAll(List.of(parts[1].split(" ", -1))))
                .count();
        return new SuiteReport.Share(MIXED.catalog().shortName(), model.name(), (int) count, ambiguous.size());
    }

    private static List<String> sources(Classification classification) {
        return classification.ambiguity().map(Ambiguity::sources).orElse(List.of()).stream()
                .map(Object::toString)
                .toList();
    }
}
