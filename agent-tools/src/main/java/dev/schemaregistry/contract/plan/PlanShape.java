package dev.schemaregistry.contract.plan;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.JsonFindings;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.ShapeWalk;
import dev.schemaregistry.contract.json.Shapes;
import dev.schemaregistry.contract.json.TableLines;
import dev.schemaregistry.contract.json.WordCheck;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The form of a plan: members of steps, names used once, references to steps that are there. Confined to one thread. */
final class PlanShape {
    private static final Shapes SHAPES = Shapes.of(TableLines.read(PlanShape.class, "shapes.txt"));
    private static final List<String> JOINS = List.of("inner", "left");

    private final JsonFindings findings;
    private final ShapeWalk walk;

    PlanShape(JsonFindings findings) {
        this.findings = findings;
        this.walk = new ShapeWalk(
                SHAPES,
                findings,
                Map.of(
                        "inputs", (parent, value) -> each(value, "input"),
                        "pairs", (parent, value) -> each(value, "pair"),
                        "join-type", (parent, value) -> new WordCheck(findings).check(value, JOINS)));
    }

    private void each(JsonPart list, String shape) {
        List<JsonPart> items = list.isObject() ? List.of(list) : list.items();
        if (list.isObject() || walk.isArray(list)) {
            items.forEach(item -> walk.walk(shape, item));
        }
    }

    List<PlanStep> steps(JsonPart plan) {
        plan.items().forEach(item -> walk.walk("step", item));
        List<PlanStep> steps = plan.items().stream()
                .filter(JsonPart::isObject)
                .map(PlanStep::new)
                .toList();
        Set<String> taken = new HashSet<>();
        for (PlanStep step : steps) {
            for (String name :
                    step.id().equals(step.output()) ? List.of(step.id()) : List.of(step.id(), step.output())) {
                if (!name.isEmpty() && !taken.add(name)) {
                    findings.error(
                            Rule.DUPLICATE_ALIAS, step.part(), "two steps or results are called \"" + name + '"');
                }
            }
        }
        steps.forEach(step -> references(step, steps));
        return steps;
    }

    private void references(PlanStep step, List<PlanStep> steps) {
        for (JsonPart name : step.references()) {
            if (StepOrder.find(steps, name.text()).isPresent()) {
                continue;
            }
            List<String> others = new ArrayList<>();
            steps.stream().filter(other -> !other.equals(step)).forEach(other -> {
                others.add(other.id());
                others.add(other.output());
            });
            List<String> nearest =
                    findings.nearest(name.text(), others.stream().distinct().toList());
            findings.error(
                    Rule.UNKNOWN_ALIAS,
                    name,
                    "no step or result \"" + name.text() + '"'
                            + (nearest.isEmpty() ? "" : "; nearest: " + String.join(", ", nearest)),
                    nearest);
        }
    }
}
