package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.Classification;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts hits, question by question. */
final class Tally {
    private final SortedMap<String, Double> sums = new TreeMap<>();
    private final List<Long> micros = new ArrayList<>();
    private final List<RoutingReport.Miss> misses = new ArrayList<>();
    private final Calibration calibration = new Calibration();
    private final CatalogFile catalog;
    private final long indexBytes;
    private final long buildMillis;
    private int questions;

    Tally(CatalogFile catalog, long indexBytes, long buildMillis) {
        this.catalog = catalog;
        this.indexBytes = indexBytes;
        this.buildMillis = buildMillis;
    }

    /** The miss, when source or tables are wrong. */
    Optional<RoutingReport.Miss> add(LabelledQuestion question, Answer answer) {
        questions++;
        micros.add(answer.micros());
        int rank = answer.sources().indexOf(question.source());
        for (int k : new int[] {1, 3, 5}) {
            count("D@" + k, rank >= 0 && rank < k);
        }
        addTables(question, answer);
        addSet(question, answer);
        answer.shown().keySet().forEach(metric -> count(metric, answer.covers(metric, question)));
        count("abstained", answer.classification().outcome() == Classification.Outcome.NONE);
        calibration.add(answer.probabilities(), rank);
        Optional<RoutingReport.Miss> miss = RoutingReport.Miss.of(question, answer, rank);
        miss.ifPresent(misses::add);
        return miss;
    }

    private void addTables(LabelledQuestion question, Answer answer) {
        List<String> ranked = answer.tables().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        for (int k : new int[] {5, 10, 15}) {
            Set<String> found = new HashSet<>(ranked.subList(0, Math.min(k, ranked.size())));
            found.retainAll(question.tables());
            sums.merge("T@" + k, (double) found.size() / question.tables().size(), Double::sum);
            count("CR@" + k, found.size() == question.tables().size());
        }
    }

    private void addSet(LabelledQuestion question, Answer answer) {
        count("set", answer.foldedSet().equals(question.tables()));
    }

    private void count(String metric, boolean hit) {
        sums.merge(metric, hit ? 1.0 : 0.0, Double::sum);
    }

    RoutingReport report() {
        SortedMap<String, Double> percent = new TreeMap<>();
        sums.forEach((metric, sum) -> percent.put(metric, 100 * sum / Math.max(1, questions)));
        List<Long> sorted = micros.stream().sorted().toList();
        return new RoutingReport(
                questions,
                catalog.listSources().size(),
                catalog.tableCount(),
                catalog.fieldCount(),
                percent,
                calibration.result(),
                at(sorted, 0.5),
                at(sorted, 0.99),
                buildMillis,
                indexBytes,
                reasons(),
                misses.stream().filter(miss -> miss.rank() != 1).toList());
    }

    private SortedMap<String, Integer> reasons() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        misses.forEach(miss -> counts.merge(miss.reason().word(), 1, Integer::sum));
        return counts;
    }

    private static long at(List<Long> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share));
    }
}
