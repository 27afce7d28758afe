package dev.schemaregistry.classify;

import dev.schemaregistry.classify.Evidence.Row;
import java.util.Optional;

/** Reads off the {@link SourceSignal}s of one source after the other. */
final class SourceSignals {
    private final Directory directory;
    private final Evidence evidence;

    /** What those words weigh that some source explains. */
    private final double asked;

    SourceSignals(Directory directory, Evidence evidence) {
        this.directory = directory;
        this.evidence = evidence;
        double sum = 0;
        for (int term = 0; term < evidence.terms(); term++) {
            sum += evidence.rarity(term);
        }
        this.asked = sum;
    }

    /** In the order of the signals; empty when the source explains nothing. */
    Optional<Signals<SourceSignal>> of(int source) {
        double[] best = new double[evidence.terms()];
        int matched = 0;
        double bestTable = 0;
        double bestPair = 0;
        long phrases = 0;
        for (int table = directory.firstTable(source); table < directory.endTable(source); table++) {
            Row row = evidence.row(table);
            if (row == null) {
                continue;
            }
            matched++;
            evidence.merge(best, table);
            bestTable = Math.max(bestTable, evidence.weigh(row.weights));
            bestPair = Math.max(bestPair, bestPair(table, row));
            phrases |= row.phrases;
        }
        Row own = evidence.row(evidence.sourceNode(source));
        if (matched == 0 && own == null) {
            return Optional.empty();
        }
        evidence.merge(best, evidence.sourceNode(source));
        Signals<SourceSignal> signals = Signals.none(SourceSignal.class);
        signals.put(SourceSignal.EVIDENCE, evidence.weigh(best));
        signals.put(SourceSignal.BEST_TABLE, bestTable);
        signals.put(SourceSignal.BEST_PAIR, Math.max(bestPair, bestTable));
        signals.put(SourceSignal.MISSING, missing(best));
        signals.put(SourceSignal.PHRASES, evidence.weigh(phrases));
        signals.put(SourceSignal.SOURCE_NAME, own == null ? 0 : evidence.weigh(own.weights));
        signals.put(SourceSignal.TABLES_MATCHED, Math.log1p(matched));
        signals.put(SourceSignal.SIZE, asked * Math.log1p(directory.fieldCount(source)));
        return Optional.of(signals);
    }

    private double bestPair(int table, Row row) {
        double best = 0;
        for (int near : directory.neighbours(table)) {
            Row other = near > table ? evidence.row(near) : null;
            if (other != null) {
                double sum = 0;
                for (int term = 0; term < evidence.terms(); term++) {
                    sum += evidence.rarity(term) * Math.max(row.weights[term], other.weights[term]);
                }
                best = Math.max(best, sum);
            }
        }
        return best;
    }

    private double missing(double[] best) {
        int missing = 0;
        for (int term = 0; term < best.length; term++) {
            missing += best[term] == 0 && evidence.explains(term) ? 1 : 0;
        }
        return missing;
    }
}
