package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.Signals;
import dev.schemaregistry.classify.TableSignal;
import dev.schemaregistry.classify.TableStep;
import dev.schemaregistry.classify.TableStep.Candidate;
import dev.schemaregistry.classify.TableStep.Role;
import dev.schemaregistry.classify.evaluate.ChoiceLearner.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Weighs the signals of tables. */
final class TableLearner {
    private static final int SIGNALS = TableSignal.values().length;

    private TableLearner() {}

    /** So that they say how likely a table belongs to the answer, each by itself. */
    static Signals<TableSignal> first(List<TableStep> steps) {
        Logistic.Cases cases = new Logistic.Cases();
        steps.stream()
                .filter(TableStep::first)
                .flatMap(step -> step.candidates().stream())
                .forEach(one -> cases.add(one.signals().toArray(), one.role() != Role.WRONG, 1));
        return Signals.of(TableSignal.class, Logistic.learn(SIGNALS, cases));
    }

    /** So that they say which table comes next, where to stop weighs 0. */
    static Signals<TableSignal> next(List<TableStep> steps) {
        List<Choice> choices = steps.stream()
                .filter(step -> !step.first())
                .map(TableLearner::choice)
                .toList();
        return Signals.of(TableSignal.class, ChoiceLearner.learn(SIGNALS, choices));
    }

    private static Choice choice(TableStep step) {
        List<Candidate> candidates = step.candidates().stream()
                .filter(one -> one.role() != Role.LATER)
                .toList();
        List<double[]> signals = new ArrayList<>();
        candidates.forEach(one -> signals.add(one.signals().toArray()));
        signals.add(new double[SIGNALS]);
        int stop = candidates.size();
        int next = IntStream.range(0, stop)
                .filter(place -> candidates.get(place).role() == Role.NEXT)
                .findFirst()
                .orElse(stop);
        return new Choice(signals, next);
    }
}
