package dev.schemaregistry.classify.evaluate;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The figures of one run.
 *
 * @param percent metrics by name: {@code D@k} gold source among the first k; {@code T@k} share of gold tables among the first k
 *     tables; {@code CR@k} all of them; {@code set} the answered tables are exactly the gold ones; {@code R@n} all gold tables and
 *     columns are in a summary of n tokens, {@code full@n} in the first n tokens of the full schema of the source, {@code list@n} in those
 *     of the names of all tables followed by the schema; {@code abstained} nothing fitted
 * @param p50Micros the median time of one classification
 * @param reasons how many answers were wrong, by the word of their {@link MissReason}
 * @param misses the questions whose first source is not the gold one
 */
public record RoutingReport(
        int questions,
        int sources,
        int tables,
        int fields,
        SortedMap<String, Double> percent,
        Calibrated calibration,
        long p50Micros,
        long p99Micros,
        long buildMillis,
        long indexBytes,
        SortedMap<String, Integer> reasons,
        List<Miss> misses) {
    private static final int MOST_CONFUSIONS = 15;

    public RoutingReport {
        reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
        misses = List.copyOf(misses);
    }

    /** The figures alone. */
    RoutingReport withoutMisses() {
        return new RoutingReport(
                questions,
                sources,
                tables,
                fields,
                percent,
                calibration,
                p50Micros,
                p99Micros,
                buildMillis,
                indexBytes,
                reasons,
                List.of());
    }

    /** The figures as lines for a terminal. */
    public String text() {
        String metrics = percent.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %.2f", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("  "));
        return String.format(
                Locale.ROOT,
                "%d questions over %d sources, %d tables, %d fields%n%s%n"
                        + "calibration error %.1f %%; 0.9 of the belief holds the right source %.1f %% with %.2f sources%n"
                        + "p50 %d us, p99 %d us; index built in %d ms, %d bytes%n"
                        + "wrong: %s%n",
                questions,
                sources,
                tables,
                fields,
                metrics,
                calibration.error(),
                calibration.massHit(),
                calibration.massSources(),
                p50Micros,
                p99Micros,
                buildMillis,
                indexBytes,
                reasonText());
    }

    /** How many answers were wrong for which reason, most frequent first. */
    String reasonText() {
        String counts = reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey() + ' ' + entry.getValue())
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "none" : counts;
    }

    /** Which sources were taken for which, most frequent first, one a line. */
    public String confusions() {
        Map<String, Long> counts = misses.stream()
                .collect(Collectors.groupingBy(
                        miss -> miss.expected() + " taken for " + miss.got(), Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_CONFUSIONS)
                .map(entry -> entry.getValue() + "  " + entry.getKey() + "\n")
                .collect(Collectors.joining());
    }

    /**
     * How far beliefs can be trusted.
     *
     * @param error expected calibration error over ten bins, in percent
     * @param massHit how often the right source is among those that hold 0.9 of the belief, in percent
     * @param massSources how many sources those are on average
     */
    public record Calibrated(double error, double massHit, double massSources) {}

    /**
     * A question that was answered wrongly.
     *
     * @param expectedTables {@code source.table}, lower case
     * @param rank of the gold source, from 1; 0 when it was not ranked
     * @param got the source ranked first; empty text when nothing fitted
     * @param gotTables the answered ones, as {@code expectedTables}
     * @param probability of the source ranked first; 0 when nothing fitted
     * @param reasoning what the classifier said
     */
    public record Miss(
            String id,
            String question,
            String expected,
            List<String> expectedTables,
            int rank,
            String got,
            List<String> gotTables,
            double probability,
            List<String> unmatchedWords,
            String reasoning,
            MissReason reason) {
        public Miss {
            expectedTables = List.copyOf(expectedTables);
            gotTables = List.copyOf(gotTables);
            unmatchedWords = List.copyOf(unmatchedWords);
        }

        static Optional<Miss> of(LabelledQuestion question, Answer answer, int rank) {
            return MissReason.of(question, answer)
                    .map(reason -> new Miss(
                            question.id(),
                            question.text(),
                            question.source(),
                            List.copyOf(question.tables()),
                            rank + 1,
                            answer.sources().isEmpty() ? "" : answer.sources().get(0),
                            List.copyOf(answer.foldedSet()),
                            answer.classification().confidence(),
                            answer.classification().unmatchedWords(),
                            answer.classification().reasoning(),
                            reason));
        }
    }
}
