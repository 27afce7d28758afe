package dev.schemaregistry.benchmarks;

import dev.schemaregistry.classify.CatalogReader;
import dev.schemaregistry.classify.Classifier;
import dev.schemaregistry.classify.Question;
import dev.schemaregistry.classify.SchemaSearch;
import dev.schemaregistry.classify.index.SchemaIndex;
import dev.schemaregistry.registry.SchemaRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long a warm search and a warm classification take, inside the program and through the pipe. */
final class SearchBenchmark implements Benchmark {
    private static final int SOURCES = 10;
    private static final double MOST_MILLIS = 10;

    @Override
    public String name() {
        return "search";
    }

    @Override
    public Report run(Setting setting) {
        Path file = setting.work().resolve("search.db");
        List<Figure> figures = new ArrayList<>();
        try (SchemaRegistry registry = FilledRegistry.open(file)) {
            FilledRegistry.fill(registry, SOURCES, setting.size().searchTables());
            figures.addAll(inProcess(setting, registry));
        }
        figures.addAll(throughThePipe(setting, file));
        return new Report(
                name(),
                figures,
                List.of(setting.size().searchTables() + " tables in " + SOURCES + " sources; "
                        + setting.size().searches() + " calls measured after as many to warm up, over "
                        + questions().size() + " different texts."));
    }

    private static List<Figure> inProcess(Setting setting, SchemaRegistry registry) {
        List<String> texts = questions();
        int count = setting.size().searches();
        try (SchemaIndex index =
                SchemaIndex.open(setting.work().resolve("search.index"), CatalogReader.of(registry.store()))) {
            Classifier classifier = new Classifier(index);
            Samples classify =
                    Samples.of(count, count, i -> classifier.classify(Question.of(texts.get(i % texts.size()))));
            Samples search =
                    Samples.of(count, count, i -> classifier.search(SchemaSearch.of(texts.get(i % texts.size()))));
            return List.of(
                    Figure.of("classify, median", classify.median(), "ms"),
                    Figure.of("classify, 99 of 100", classify.percentile(0.99), "ms")
                            .atMost(MOST_MILLIS),
                    Figure.of("search, median", search.median(), "ms"),
                    Figure.of("search, 99 of 100", search.percentile(0.99), "ms")
                            .atMost(MOST_MILLIS));
        }
    }

    private static List<Figure> throughThePipe(Setting setting, Path file) {
        List<String> texts = questions();
        int count = Math.max(1, setting.size().searches() / 5);
        try (McpProcess server = StdioBenchmark.start(setting, file)) {
            Samples classify = Samples.of(
                    count,
                    count,
                    i -> server.call("classify_question", Map.of("question", texts.get(i % texts.size()))));
            Samples search = Samples.of(
                    count, count, i -> server.call("search_schema", Map.of("words", texts.get(i % texts.size()))));
            return List.of(
                    Figure.of("classify_question over stdio, median", classify.median(), "ms"),
                    Figure.of("classify_question over stdio, 99 of 100", classify.percentile(0.99), "ms")
                            .atMost(MOST_MILLIS),
                    Figure.of("search_schema over stdio, median", search.median(), "ms"),
                    Figure.of("search_schema over stdio, 99 of 100", search.percentile(0.99), "ms")
                            .atMost(MOST_MILLIS));
        }
    }

    /** Questions of people, and for variety the comments of tables. */
    private static List<String> questions() {
        List<String> texts = new ArrayList<>(Areas.questions().keySet());
        Areas.areas().stream()
                .flatMap(area -> area.nouns().stream())
                .filter(noun -> !noun.comment().isEmpty())
                .forEach(noun ->
                        texts.add("How many " + noun.name().replace('_', ' ') + "s, that is: " + noun.comment() + "?"));
        return texts;
    }
}
