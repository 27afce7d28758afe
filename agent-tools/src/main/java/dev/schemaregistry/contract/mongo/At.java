package dev.schemaregistry.contract.mongo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A point inside a query: {@code pipeline[2].$group.total}. Spelt out only when something is to be said about it.
 *
 * @param mark of the nearest name or text
 */
record At(Optional<At> outer, String name, int index, int mark) {
    static At start() {
        return new At(Optional.empty(), "", -1, Node.UNMARKED);
    }

    At in(Node.Entry entry) {
        return new At(Optional.of(this), entry.name(), -1, entry.mark());
    }

    At in(String step) {
        return new At(Optional.of(this), step, -1, mark);
    }

    At in(int position) {
        return new At(Optional.of(this), "", position, mark);
    }

    /** The same point, at the place of a value. */
    At on(Node node) {
        return node.mark() == Node.UNMARKED ? this : new At(outer, name, index, node.mark());
    }

    String path() {
        Deque<At> steps = new ArrayDeque<>();
        for (Optional<At> step = Optional.of(this); step.isPresent(); step = step.get().outer) {
            steps.push(step.get());
        }
        StringBuilder out = new StringBuilder();
        for (At step : steps) {
            if (step.index >= 0) {
                out.append('[').append(step.index).append(']');
            } else if (!step.name.isEmpty()) {
                out.append(out.isEmpty() ? "" : ".").append(step.name);
            }
        }
        return out.toString();
    }
}
