package dev.schemaregistry.classify.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The figures of several sets.
 *
 * @param rows a set and a model each
 * @param refused for each catalog, how many questions that have no answer were refused
 * @param tied how many questions that two sources answer alike were reported as ties between them; empty without the program's own set
 */
public record SuiteReport(List<Row> rows, List<Share> refused, List<Share> tied) {
    private static final List<String> METRICS =
            List.of("D@1", "D@3", "D@5", "T@5", "T@10", "T@15", "CR@5", "CR@15", "set");

    public SuiteReport {
        rows = List.copyOf(rows);
        refused = List.copyOf(refused);
        tied = List.copyOf(tied);
    }

    /** One set, ranked by one model. */
    public record Row(String set, String model, RoutingReport report) {}

    /** How many of how many questions over a catalog. */
    public record Share(String catalog, String model, int count, int asked) {
        private String text() {
            return String.format(Locale.ROOT, "%s (%s): %d of %d", catalog, model, count, asked);
        }
    }

    /** The same without the single misses. */
    public SuiteReport figures() {
        List<Row> lean = rows.stream()
                .map(row -> new Row(row.set, row.model, row.report.withoutMisses()))
                .toList();
        return new SuiteReport(lean, refused, tied);
    }

    /** Columns for a terminal, and lines below. */
    public String text() {
        List<Column> columns = columns();
        List<Integer> widths = columns.stream()
                .map(column -> rows.stream()
                        .mapToInt(row -> column.cell.apply(row).length())
                        .reduce(column.head.length(), Math::max))
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add(line(columns.stream().map(Column::head).toList(), widths));
        rows.forEach(row -> lines.add(
                line(columns.stream().map(column -> column.cell.apply(row)).toList(), widths)));
        lines.add("");
        lines.addAll(notes("", ""));
        return String.join("\n", lines) + "\n";
    }

    private static String line(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> String.format(Locale.ROOT, (i < 2 ? "%-" : "%") + widths.get(i) + "s", cells.get(i)))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    /** A Markdown table, and a list below. */
    public String markdown() {
        List<Column> columns = columns();
        List<String> lines = new ArrayList<>();
        lines.add(columns.stream().map(Column::head).collect(Collectors.joining(" | ", "| ", " |")));
        lines.add("|---".repeat(columns.size()) + "|");
        rows.forEach(row -> lines.add(
                columns.stream().map(column -> column.cell.apply(row)).collect(Collectors.joining(" | ", "| ", " |"))));
        lines.add("");
        lines.addAll(notes("- ", "**"));
        return String.join("\n", lines) + "\n";
    }

    private List<String> notes(String bullet, String strong) {
        List<String> notes = new ArrayList<>();
        rows.forEach(row -> notes.add(String.format(
                Locale.ROOT,
                "%swrong in %s%s%s (%s): %s",
                bullet,
                strong,
                row.set,
                strong,
                row.model,
                row.report.reasonText())));
        refused.forEach(share -> notes.add(bullet + "without an answer, refused over " + share.text()));
        tied.forEach(share -> notes.add(bullet + "two sources alike, both named over " + share.text()));
        return notes;
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("set", Row::set));
        columns.add(new Column("model", Row::model));
        columns.add(new Column("n", row -> Integer.toString(row.report.questions())));
        METRICS.forEach(metric -> columns.add(percent(metric)));
        for (String shown : List.of("R@", "full@", "list@")) {
            RoutingEvaluation.BUDGETS.stream()
                    .map(budget -> shown + budget)
                    .filter(metric ->
                            rows.stream().anyMatch(row -> row.report.percent().containsKey(metric)))
                    .forEach(metric -> columns.add(percent(metric)));
        }
        columns.add(percent("abstained"));
        columns.add(new Column("error", row -> tenths(row.report.calibration().error())));
        columns.add(new Column(
                "mass",
                row -> tenths(row.report.calibration().massHit()) + " / "
                        + tenths(row.report.calibration().massSources())));
        columns.add(new Column("p50 us", row -> Long.toString(row.report.p50Micros())));
        columns.add(new Column("p99 us", row -> Long.toString(row.report.p99Micros())));
        columns.add(new Column("build ms", row -> Long.toString(row.report.buildMillis())));
        columns.add(new Column("index bytes", row -> Long.toString(row.report.indexBytes())));
        return columns;
    }

    private static Column percent(String metric) {
        return new Column(metric, row -> tenths(row.report.percent().getOrDefault(metric, 0.0)));
    }

    private static String tenths(double figure) {
        return String.format(Locale.ROOT, "%.1f", figure);
    }

    private record Column(String head, Function<Row, String> cell) {}
}
