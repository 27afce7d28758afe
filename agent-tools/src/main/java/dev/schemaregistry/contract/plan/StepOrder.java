package dev.schemaregistry.contract.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The steps so that each comes behind those it needs.
 *
 * @param inOrder as far as there is an order
 * @param inCircle those that need each other
 */
record StepOrder(List<PlanStep> inOrder, List<PlanStep> inCircle) {
    static StepOrder of(List<PlanStep> steps) {
        Set<PlanStep> done = new LinkedHashSet<>();
        List<PlanStep> waiting = new ArrayList<>(steps);
        boolean moved = true;
        while (moved) {
            moved = false;
            for (PlanStep step : List.copyOf(waiting)) {
                if (needs(step, steps).stream().allMatch(done::contains)) {
                    done.add(step);
                    waiting.remove(step);
                    moved = true;
                }
            }
        }
        return new StepOrder(List.copyOf(done), List.copyOf(waiting));
    }

    private static List<PlanStep> needs(PlanStep step, List<PlanStep> steps) {
        return step.references().stream()
                .flatMap(name -> find(steps, name.text()).stream())
                .toList();
    }

    static Optional<PlanStep> find(List<PlanStep> steps, String name) {
        return steps.stream().filter(step -> step.isCalled(name)).findFirst();
    }
}
