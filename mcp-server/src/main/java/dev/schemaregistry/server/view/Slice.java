package dev.schemaregistry.server.view;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Part of a list that is sorted by name.
 *
 * @param next the name after which the next part starts; empty on the last one
 */
public record Slice<T>(List<T> items, int total, Optional<String> next) {
    public Slice {
        items = List.copyOf(items);
        requireNonNull(next, "next");
    }

    /**
     * Cuts a list.
     *
     * @param after the name to go on after; empty: from the start
     * @param limit the most items; at least one is given
     */
    public static <T> Slice<T> of(List<T> all, Function<T, String> name, Optional<String> after, int limit) {
        List<String> names = all.stream().map(name).toList();
        int from = after.map(last -> start(names, last)).orElse(0);
        int to = (int) Math.min(all.size(), from + (long) Math.max(1, limit));
        Optional<String> next = to < all.size() ? Optional.of(names.get(to - 1)) : Optional.empty();
        return new Slice<>(all.subList(from, to), all.size(), next);
    }

    /** Behind that name; where it has gone meanwhile, before the first that sorts behind it. */
    private static int start(List<String> names, String last) {
        int at = names.indexOf(last);
        if (at >= 0) {
            return at + 1;
        }
        return (int) names.stream().takeWhile(name -> name.compareTo(last) < 0).count();
    }

    /** Says in the answer how much there is and how to go on. */
    public ObjectNode addTo(ObjectNode node) {
        node.put("total", total);
        next.ifPresent(name -> node.put("next", name));
        return node;
    }
}
