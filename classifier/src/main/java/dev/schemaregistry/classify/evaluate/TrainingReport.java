package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.RankingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was learned, and how well as much of the data as was held apart is routed with what was learned from the rest.
 *
 * @param model of all sets together
 * @param rows by model, set and fold; empty when nothing was compared
 */
public record TrainingReport(RankingModel model, List<Row> rows) {
    private static final List<String> SHOWN = List.of("D@1", "D@3", "T@5", "CR@15", "set");

    public TrainingReport {
        rows = List.copyOf(rows);
    }

    /**
     * One fold of one set.
     *
     * @param model what ranked: chosen by hand, learned weights, or weights with associations of words
     */
    public record Row(String set, String model, int fold, RoutingReport report) {}

    /** A table for a terminal: for each set and model the figures over all folds, then D@1 fold by fold. */
    public String text() {
        SortedMap<String, List<Row>> groups = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> String.format(Locale.ROOT, "%-32s %-18s", row.set, row.model),
                        TreeMap::new,
                        Collectors.toList()));
        List<String> lines = new ArrayList<>();
        groups.forEach((name, folds) -> lines.add(name + figures(folds)));
        return String.join("\n", lines) + "\n";
    }

    private static String figures(List<Row> folds) {
        String metrics = SHOWN.stream()
                .map(metric -> String.format(Locale.ROOT, "%s %.1f", metric, mean(folds, metric)))
                .collect(Collectors.joining("  "));
        String each = folds.stream()
                .map(row ->
                        String.format(Locale.ROOT, "%.1f", row.report.percent().getOrDefault("D@1", 0.0)))
                .collect(Collectors.joining(" "));
        double error = weighted(folds, row -> row.report.calibration().error());
        double hit = weighted(folds, row -> row.report.calibration().massHit());
        double held = weighted(folds, row -> row.report.calibration().massSources());
        return metrics
                + String.format(Locale.ROOT, "  error %.1f  mass %.1f/%.1f  D@1 by fold %s", error, hit, held, each);
    }

    private static double mean(List<Row> folds, String metric) {
        return weighted(folds, row -> row.report.percent().getOrDefault(metric, 0.0));
    }

    private static double weighted(List<Row> folds, java.util.function.ToDoubleFunction<Row> figure) {
        double questions =
                folds.stream().mapToInt(row -> row.report.questions()).sum();
        return folds.stream()
                .mapToDouble(row -> figure.applyAsDouble(row) * row.report.questions() / Math.max(1, questions))
                .sum();
    }
}
