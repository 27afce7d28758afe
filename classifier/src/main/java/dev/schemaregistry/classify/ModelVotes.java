package dev.schemaregistry.classify;

import dev.schemaregistry.classify.TableMeanings.Near;
import dev.schemaregistry.model.SourceId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What models say for sources and tables on one question. By name, so that it holds for whichever state of the index answers.
 *
 * @param near tables near in meaning, nearest first
 * @param judged what a judge adds to each candidate's score
 */
record ModelVotes(List<Near> near, Map<SourceId, Double> judged) {
    /** How many tables are worth asking for. */
    static final int NEAREST = 50;

    static final ModelVotes NONE = new ModelVotes(List.of(), Map.of());

    /** A cosine apart from the runners-up that makes a source e times as likely. */
    private static final double GAP = 0.06;
    /** What nearness in meaning may add at most: enough to answer by it alone, too little to overturn what words say clearly. */
    private static final double MOST = 3;
    /** The same for a table within its source. */
    private static final double MOST_OF_TABLE = 2;
    /** So many sources behind the nearest one say how near is near. */
    private static final int RUNNERS_UP = 5;
    /** How near a table is that has nothing to do with the question, when there is no runner-up to tell. */
    private static final double UNRELATED = 0.5;
    /** What the nearest table weighs as a reason, as a share of the question. */
    private static final double REASON = 0.3;

    ModelVotes {
        near = List.copyOf(near);
        judged = Map.copyOf(judged);
    }

    ModelVotes judged(Map<SourceId, Double> added) {
        return new ModelVotes(near, added);
    }

    void addTo(Boosts boosts, Directory directory) {
        for (int source = 0; !judged.isEmpty() && source < directory.sourceCount(); source++) {
            boosts.source(source, judged.getOrDefault(directory.source(source), 0.0));
        }
        double background = background();
        Map<Integer, Double> best = new HashMap<>();
        for (Near table : near) {
            int number = directory.numberOf(table.ref());
            double odds = (table.similarity() - background) / GAP;
            if (number < 0 || odds <= 0) {
                continue;
            }
            boosts.table(number, Math.min(MOST_OF_TABLE, odds));
            double weight = REASON * Math.min(MOST, odds) / MOST;
            boosts.because(
                    number, new Match("", Place.MEANING, table.ref().table().text(), weight));
            best.merge(directory.sourceOf(number), Math.min(MOST, odds), Math::max);
        }
        best.forEach(boosts::source);
    }

    /** How near the best tables of the sources behind the nearest one are, on average. */
    private double background() {
        Map<SourceId, Double> best = new HashMap<>();
        near.forEach(table -> best.merge(table.ref().source(), table.similarity(), Math::max));
        return best.values().stream()
                .sorted(Collections.reverseOrder())
                .skip(1)
                .limit(RUNNERS_UP)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(UNRELATED);
    }
}
