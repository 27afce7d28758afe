package dev.schemaregistry.classify;

import dev.schemaregistry.classify.Evidence.Row;
import java.util.Optional;

/** Reads off the {@link SourceSignal}s of one source after the other. */
final class SourceSignals {
    private final Directory directory;
    private final Evidence evidence;

    SourceSignals(Directory directory, Evidence evidence) {
        this.directory = directory;
        this.evidence = evidence;
    }

    /** Empty when the source explains nothing. */
    Optional<Signals<SourceSignal>> of(int source) {
        double[] best = new double[evidence.terms()];
        double bestTable = 0;
        double bestPair = 0;
        boolean matched = evidence.merge(best, evidence.sourceNode(source));
        for (int table = directory.firstTable(source); table < directory.endTable(source); table++) {
            Row row = evidence.row(table);
            if (row != null) {
                matched = evidence.merge(best, table);
                bestTable = Math.max(bestTable, evidence.weigh(row.weights));
                bestPair = Math.max(bestPair, bestPair(table, row));
            }
        }
        if (!matched) {
            return Optional.empty();
        }
        Signals<SourceSignal> signals = Signals.none(SourceSignal.class);
        signals.put(SourceSignal.EVIDENCE, evidence.weigh(best));
        signals.put(SourceSignal.BEST_TABLE, bestTable);
        signals.put(SourceSignal.BEST_PAIR, Math.max(bestPair, bestTable));
        signals.put(SourceSignal.FIELDS, Math.log1p(directory.fieldCount(source)));
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

    /** How many words some other source explains and this one does not. */
    int missing(int source) {
        double[] best = new double[evidence.terms()];
        evidence.merge(best, evidence.sourceNode(source));
        for (int table = directory.firstTable(source); table < directory.endTable(source); table++) {
            evidence.merge(best, table);
        }
        int missing = 0;
        for (int term = 0; term < best.length; term++) {
            missing += best[term] == 0 && evidence.explains(term) ? 1 : 0;
        }
        return missing;
    }
}
