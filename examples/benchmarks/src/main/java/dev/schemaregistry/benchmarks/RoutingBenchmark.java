package dev.schemaregistry.benchmarks;

import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.classify.SchemaSearch;
import dev.schemaregistry.classify.index.SchemaIndex;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the index and a classification cost at the width of one company and of a large one, beside a plain search engine. */
final class RoutingBenchmark implements Benchmark {
    private static final int CHANGES = 50;
    private static final int WARM_UP = 15;
    private static final double MEGABYTE = 1024.0 * 1024;

    @Override
    public String name() {
        return "routing";
    }

    @Override
    public Report run(Setting setting) {
        List<Figure> figures = new ArrayList<>();
        Setting.Size size = setting.size();
        figures.addAll(measure(setting, new Width(166, 876, 9_000, 0.5, 2)));
        figures.addAll(measure(setting, new Width(400, size.wideTables(), size.wideTables() * 125 / 2, 5, 30)));
        return new Report(
                name(),
                figures,
                List.of("Words by Zipf's law; " + size.routingQuestions() + " different questions, each " + WARM_UP
                        + " times to warm up and once measured, on one thread."));
    }

    private static List<Figure> measure(Setting setting, Width width) {
        WideCatalog catalog = new WideCatalog(width.sources, width.tables, width.columns);
        List<String> questions = catalog.questions(setting.size().routingQuestions());
        List<Figure> figures = new ArrayList<>();
        String label = String.format("%,d tables: ", width.tables);
        double before = heap();
        long start = System.nanoTime();
        Path folder = setting.work().resolve("routing-" + width.tables);
        try (SchemaIndex index = SchemaIndex.open(folder, catalog, Duration.ofMinutes(5))) {
            Classifier classifier = new Classifier(index);
            classifier.classify(Question.of(questions.get(0)));
            double build = (System.nanoTime() - start) / 1e9;
            Samples asked = Samples.of(
                    WARM_UP * questions.size(),
                    questions.size(),
                    i -> classifier.classify(Question.of(questions.get(i % questions.size()))));
            Samples worked =
                    Samples.ofProcessorTime(questions.size(), i -> classifier.classify(Question.of(questions.get(i))));
            double heap = Math.max(0.01, heap() - before);
            double bytes = index.sizeInBytes() / MEGABYTE;
            Samples changed = changes(catalog, index, width.tables);
            figures.add(Figure.of(label + "build", build, "s").atMost(20));
            figures.add(Figure.of(label + "index", bytes, "MB"));
            figures.add(Figure.of(label + "heap kept", heap, "MB"));
            figures.add(Figure.of(label + "heap and index", heap + bytes, "MB").atMost(600));
            figures.add(
                    Figure.of(label + "classify, median", asked.median(), "ms").atMost(width.median));
            figures.add(Figure.of(label + "classify, 99 of 100", asked.percentile(0.99), "ms")
                    .atMost(width.most));
            figures.add(Figure.of(label + "processor time alone, median", worked.median(), "ms"));
            figures.add(Figure.of(label + "processor time alone, 99 of 100", worked.percentile(0.99), "ms"));
            figures.add(Figure.of(label + "changed table to searchable, median", changed.median(), "ms"));
            figures.add(Figure.of(label + "changed table to searchable, worst of " + CHANGES, changed.worst(), "ms")
                    .atMost(200));
        }
        figures.addAll(peer(catalog, questions, label));
        return figures;
    }

    /** From the event to an answer that has the new column. */
    private static Samples changes(WideCatalog catalog, SchemaIndex index, int tables) {
        Classifier classifier = new Classifier(index);
        return Samples.of(10, CHANGES, round -> {
            String column = "zq" + Character.toString('a' + round / 26) + Character.toString('a' + round % 26) + "x";
            catalog.change((int) ((long) round * 7919 % tables), column);
            index.follow();
            if (classifier.search(SchemaSearch.of(column)).hits().isEmpty()) {
                throw new IllegalStateException("the changed table was not found by " + column);
            }
        });
    }

    private static List<Figure> peer(WideCatalog catalog, List<String> questions, String label) {
        try (PlainSearch plain = PlainSearch.of(catalog.texts())) {
            Samples asked = Samples.of(
                    WARM_UP * questions.size(),
                    questions.size(),
                    i -> plain.search(questions.get(i % questions.size())));
            return List.of(
                    Figure.of(label + "Lucene alone (BM25, a document a table), median", asked.median(), "ms"),
                    Figure.of(label + "the same, 99 of 100", asked.percentile(0.99), "ms"));
        }
    }

    private static double heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / MEGABYTE;
    }

    private record Width(int sources, int tables, int columns, double median, double most) {}
}
