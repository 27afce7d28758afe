package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.classify.Signals;
import dev.schemaregistry.classify.TableSignal;
import dev.schemaregistry.classify.TableStep;
import java.util.List;

/** Weighs the signals of tables so that they say how likely a table belongs to the answer. */
final class TableLearner {
    private TableLearner() {}

    static Signals<TableSignal> learn(List<TableStep> steps) {
        Logistic.Cases cases = new Logistic.Cases();
        steps.forEach(step -> cases.add(step.signals().toArray(), step.right(), 1));
        return Signals.of(TableSignal.class, Logistic.learn(TableSignal.values().length, cases));
    }
}
