package dev.schemaregistry.classify.evaluate;

import java.util.List;
import java.util.Locale;

/**
 * What remembered questions brought.
 *
 * @param asked how many questions were asked
 * @param before without anything remembered
 * @param toldHalfBefore the same, of the half of the sources of which something is told later
 * @param untoldHalfBefore the same, of the other half
 */
public record FeedbackReport(
        int asked, Figures before, Figures toldHalfBefore, Figures untoldHalfBefore, List<Row> rows) {
    public FeedbackReport {
        rows = List.copyOf(rows);
    }

    /** The figures as lines for a terminal. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, "%d questions%n%-34s %6s %6s %6s %7s%n", asked, "", "D@1", "D@3", "set", "p50 us"));
        text.append(line("nothing remembered", before));
        rows.forEach(row -> text.append(line(row.remembered + " remembered of each source", row.all)));
        text.append(line("half that is told: before", toldHalfBefore));
        rows.forEach(row -> text.append(line("half that is told: " + row.remembered, row.toldHalf)));
        text.append(line("half that is not: before", untoldHalfBefore));
        rows.forEach(row -> text.append(line("half that is not: " + row.remembered, row.untoldHalf)));
        return text.toString();
    }

    private static String line(String what, Figures figures) {
        return String.format(
                Locale.ROOT,
                "%-34s %6.2f %6.2f %6.2f %7d%n",
                what,
                figures.first,
                figures.third,
                figures.set,
                figures.p50Micros);
    }

    /**
     * Percentages, and the median time of one answer.
     *
     * @param first how often the right source is first
     * @param third how often it is among the first three
     * @param set how often the tables are exactly the right ones
     */
    public record Figures(double first, double third, double set, long p50Micros) {}

    /**
     * With so many questions remembered of a source.
     *
     * @param all of every source
     * @param toldHalf when only one half of the sources is told: that half
     * @param untoldHalf the other half
     */
    public record Row(int remembered, Figures all, Figures toldHalf, Figures untoldHalf) {}
}
