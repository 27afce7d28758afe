package dev.schemaregistry.server.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Text on its way to a person. The one place through which all of it goes: control and invisible characters of whatever origin
 * become visible, then colours are added.
 */
final class Page {
    private final PrintWriter out;
    private final boolean colours;

    Page(PrintWriter out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /** One line; line breaks inside become visible marks. */
    Page line(Span... spans) {
        StringBuilder text = new StringBuilder();
        for (Span span : spans) {
            text.append(drawn(span, CleanText.line(span.text())));
        }
        out.println(text.toString().stripTrailing());
        return this;
    }

    Page line(String text) {
        return line(Span.plain(text));
    }

    Page blank() {
        out.println();
        return this;
    }

    /** Text of several lines, such as a summary or a query; its line breaks and tabs stay. */
    Page block(String text) {
        text.lines().map(CleanText::line).forEach(out::println);
        return this;
    }

    /** Rows with their cells aligned; the last column is not padded. */
    Page rows(List<List<Span>> rows) {
        return rows("", rows);
    }

    /** Rows, each after the indent. */
    Page rows(String indent, List<List<Span>> rows) {
        List<List<Span>> clean = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> new Span(cell.look(), CleanText.line(cell.text())))
                        .toList())
                .toList();
        int[] widths = widths(clean);
        for (List<Span> row : clean) {
            StringBuilder text = new StringBuilder(indent);
            for (int i = 0; i < row.size(); i++) {
                Span cell = row.get(i);
                text.append(drawn(cell, cell.text()));
                if (i < row.size() - 1) {
                    text.append(" ".repeat(widths[i] - CleanText.width(cell.text()) + 2));
                }
            }
            out.println(text.toString().stripTrailing());
        }
        return this;
    }

    /** A row of headings above rows; nothing above none. */
    static List<List<Span>> withHeadings(List<List<Span>> rows, String... headings) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<List<Span>> all = new ArrayList<>();
        all.add(Arrays.stream(headings).map(Span::dim).toList());
        all.addAll(rows);
        return all;
    }

    private static int[] widths(List<List<Span>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<Span> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], CleanText.width(row.get(i).text()));
            }
        }
        return widths;
    }

    private String drawn(Span span, String clean) {
        return colours ? span.look().wrap(clean) : clean;
    }
}
