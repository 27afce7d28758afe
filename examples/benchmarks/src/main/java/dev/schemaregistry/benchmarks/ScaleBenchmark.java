package dev.schemaregistry.benchmarks;

import dev.schemaregistry.classify.CatalogReader;
import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.classify.RankedSource;
import dev.schemaregistry.classify.index.SchemaIndex;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What a very wide registry costs in one index, and in parts that are asked side by side and merged. */
final class ScaleBenchmark implements Benchmark {
    private static final int COLUMNS = 12;
    private static final int SOURCES_PER_THOUSAND = 5;
    private static final int SHARDS = 8;
    private static final int FULL_FACTOR = 25;
    private static final double MEGABYTE = 1024.0 * 1024;
    private static final Comparator<RankedSource> BEST_FIRST =
            Comparator.comparingDouble(RankedSource::score).reversed().thenComparing(RankedSource::id);

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public Report run(Setting setting) {
        int tables = setting.size().wideTables() * (setting.size().equals(Setting.Size.FULL) ? FULL_FACTOR : 1);
        int asked = Math.min(200, setting.size().routingQuestions());
        List<Figure> figures = new ArrayList<>();
        figures.addAll(new EventVolume(setting.work()).measure(Math.max(20, tables / 100)));
        figures.addAll(one(setting, tables / 2, asked, new ArrayList<>()));
        List<String> best = new ArrayList<>();
        figures.addAll(one(setting, tables, asked, best));
        figures.addAll(sharded(setting, tables, asked, best));
        return new Report(
                name(),
                figures,
                List.of(
                        "Synthetic tables of " + COLUMNS
                                + " columns, five sources a thousand tables, words by Zipf's law; "
                                + asked + " different questions, once to warm up and once measured. Heap: what a full"
                                + " collection leaves, less than what was there before.",
                        SHARDS
                                + " shards: whole sources by their ids, an index each, all in this process. Each question goes to"
                                + " all of them, on as many threads as there are processors; their sources are merged by score, then"
                                + " by id. Same best source: of the questions, those where that is what one index over all tables"
                                + " says."));
    }

    private static WideCatalog catalog(int tables) {
        return new WideCatalog(Math.max(SHARDS, tables * SOURCES_PER_THOUSAND / 1_000), tables, tables * COLUMNS);
    }

    private static List<Figure> one(Setting setting, int tables, int asked, List<String> best) {
        WideCatalog catalog = catalog(tables);
        List<String> questions = catalog.questions(asked);
        String label = String.format(Locale.ROOT, "%,d tables, one index: ", tables);
        double before = heap();
        long start = System.nanoTime();
        try (SchemaIndex index = open(setting.work().resolve("one-" + tables), catalog)) {
            double build = (System.nanoTime() - start) / 1e9;
            Classifier classifier = new Classifier(index);
            Samples times = Samples.of(
                    questions.size(),
                    questions.size(),
                    i -> classifier.classify(Question.of(questions.get(i % questions.size()))));
            questions.forEach(question ->
                    best.add(first(classifier.classify(Question.of(question)).sources())));
            double heap = Math.max(0.01, heap() - before);
            int changes = Math.max(10, tables / 20);
            double catchUp = changes / catchUp(catalog, index, tables, changes);
            return List.of(
                    Figure.of(label + "build", build, "s"),
                    Figure.of(label + "index", index.sizeInBytes() / MEGABYTE, "MB"),
                    Figure.of(label + "heap kept", heap, "MB"),
                    Figure.of(label + "classify, median", times.median(), "ms"),
                    Figure.of(label + "classify, 95 of 100", times.percentile(0.95), "ms"),
                    Figure.of(label + "events brought in", catchUp, "events/s"));
        }
    }

    /** In seconds. */
    private static double catchUp(WideCatalog catalog, SchemaIndex index, int tables, int changes) {
        for (int i = 0; i < changes; i++) {
            catalog.change((int) ((long) i * 7919 % tables), "added_later");
        }
        long start = System.nanoTime();
        int unused = index.catchUp();
        return (System.nanoTime() - start) / 1e9;
    }

    private static List<Figure> sharded(Setting setting, int tables, int asked, List<String> best) {
        WideCatalog catalog = catalog(tables);
        List<String> questions = catalog.questions(asked);
        String label = String.format(Locale.ROOT, "%,d tables in %d shards: ", tables, SHARDS);
        double before = heap();
        long start = System.nanoTime();
        List<SchemaIndex> shards = new ArrayList<>();
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            for (int i = 0; i < SHARDS; i++) {
                shards.add(open(setting.work().resolve("shard-" + i), new Shard(catalog, i, SHARDS)));
            }
            double build = (System.nanoTime() - start) / 1e9;
            List<Classifier> classifiers = shards.stream().map(Classifier::new).toList();
            Samples times = Samples.of(
                    questions.size(),
                    questions.size(),
                    i -> ask(classifiers, threads, questions.get(i % questions.size())));
            double heap = Math.max(0.01, heap() - before);
            List<Classifier> turned = new ArrayList<>(classifiers);
            Collections.reverse(turned);
            int same = 0;
            int stable = 0;
            for (int i = 0; i < questions.size(); i++) {
                List<RankedSource> merged = ask(classifiers, threads, questions.get(i));
                same += first(merged).equals(best.get(i)) ? 1 : 0;
                stable += merged.equals(ask(turned, threads, questions.get(i))) ? 1 : 0;
            }
            double bytes = shards.stream().mapToLong(SchemaIndex::sizeInBytes).sum();
            return List.of(
                    Figure.of(label + "build, one after another", build, "s"),
                    Figure.of(label + "all indexes", bytes / MEGABYTE, "MB"),
                    Figure.of(label + "heap kept", heap, "MB"),
                    Figure.of(label + "classify and merge, median", times.median(), "ms"),
                    Figure.of(label + "classify and merge, 95 of 100", times.percentile(0.95), "ms"),
                    Figure.of(label + "same best source", 100.0 * same / questions.size(), "% of questions"),
                    Figure.of(
                                    label + "equal in whatever order shards answer",
                                    100.0 * stable / questions.size(),
                                    "% of questions")
                            .atLeast(100));
        } finally {
            threads.shutdown();
            shards.forEach(SchemaIndex::close);
        }
    }

    /** Every shard's sources, best first. */
    private static List<RankedSource> ask(List<Classifier> shards, ExecutorService threads, String question) {
        List<Future<List<RankedSource>>> answers = shards.stream()
                .map(shard -> threads.submit(
                        () -> shard.classify(Question.of(question)).sources()))
                .toList();
        List<RankedSource> merged = new ArrayList<>();
        for (Future<List<RankedSource>> answer : answers) {
            try {
                merged.addAll(answer.get());
            } catch (InterruptedException | java.util.concurrent.ExecutionException failed) {
                throw new IllegalStateException("a shard did not answer", failed);
            }
        }
        merged.sort(BEST_FIRST);
        return merged;
    }

    private static String first(List<RankedSource> sources) {
        return sources.isEmpty() ? "" : sources.get(0).id().value();
    }

    private static SchemaIndex open(Path folder, CatalogReader catalog) {
        SchemaIndex index = SchemaIndex.open(folder, catalog, Duration.ofMinutes(10));
        long unused = index.<Long>read(view -> view.revision());
        return index;
    }

    private static double heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / MEGABYTE;
    }
}
