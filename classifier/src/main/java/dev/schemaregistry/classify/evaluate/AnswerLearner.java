package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.AnswerSignal;
import dev.schemaregistry.classify.RankingModel;
import dev.schemaregistry.classify.Signals;
import java.util.List;

/**
 * Learns to tell questions that have an answer from those that have none, then moves the border so that few of the first kind are
 * lost.
 */
final class AnswerLearner {
    private static final double LOST = 0.012;

    private AnswerLearner() {}

    static Signals<AnswerSignal> learn(List<Signals<AnswerSignal>> answered, List<Signals<AnswerSignal>> unanswered) {
        if (answered.isEmpty() || unanswered.isEmpty()) {
            return RankingModel.byHand().answer();
        }
        Logistic.Cases cases = new Logistic.Cases();
        answered.forEach(seen -> cases.add(seen.toArray(), true, 1));
        double weight = (double) answered.size() / unanswered.size();
        unanswered.forEach(seen -> cases.add(seen.toArray(), false, weight));
        double[] weights = Logistic.learn(AnswerSignal.values().length, cases);
        double[] scores = answered.stream()
                .mapToDouble(seen -> Logistic.score(weights, seen.toArray()))
                .sorted()
                .toArray();
        weights[0] -= scores[(int) (LOST * scores.length)];
        return Signals.of(AnswerSignal.class, weights);
    }
}
