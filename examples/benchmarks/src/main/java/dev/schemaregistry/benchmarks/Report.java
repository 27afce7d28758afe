package dev.schemaregistry.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one benchmark found.
 *
 * @param notes what a reader must know to believe the figures
 */
record Report(String benchmark, List<Figure> figures, List<String> notes) {
    Report {
        requireNonNull(benchmark, "benchmark");
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }

    boolean kept() {
        return figures.stream().allMatch(Figure::kept);
    }

    /** A Markdown table, so that a page of documentation can take it over as it is. */
    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("## " + benchmark);
        lines.add("");
        lines.add("| figure | value | limit | of the limit | |");
        lines.add("|---|---:|---:|---:|---|");
        figures.forEach(figure -> lines.add(row(figure)));
        notes.forEach(note -> lines.add("\n" + note));
        return String.join("\n", lines) + '\n';
    }

    private static String row(Figure figure) {
        Optional<Figure.Limit> limit = figure.limit();
        return "| " + figure.name() + " | " + Figure.number(figure.value()) + ' ' + figure.unit() + " | "
                + limit.map(held -> held.words() + ' ' + figure.unit()).orElse("") + " | "
                + limit.map(held -> Math.round(100 * figure.value() / held.value()) + " %")
                        .orElse("") + " | "
                + limit.map(held -> figure.kept() ? "kept" : "**missed**").orElse("") + " |";
    }

    Map<String, Object> json() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Figure figure : figures) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("figure", figure.name());
            row.put("value", figure.value());
            row.put("unit", figure.unit());
            figure.limit().ifPresent(limit -> {
                row.put(limit.upper() ? "at_most" : "at_least", limit.value());
                row.put("kept", figure.kept());
            });
            rows.add(row);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("benchmark", benchmark);
        json.put("figures", rows);
        json.put("notes", notes);
        return json;
    }
}
