package dev.schemaregistry.classify.evaluate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * A text about a schema that is cut wherever the budget ends.
 *
 * @param items what it shows, in the order of the text
 */
record CutText(String text, List<Item> items) {
    CutText {
        items = List.copyOf(items);
    }

    /**
     * A table or column.
     *
     * @param name {@code source.table} or {@code source.table.column}, lower case
     * @param end where the text has shown it
     */
    record Item(String name, int end) {}

    /** This text and then the other. */
    CutText then(CutText other) {
        List<Item> all = new ArrayList<>(items);
        other.items.forEach(item -> all.add(new Item(item.name, text.length() + item.end)));
        return new CutText(text + other.text, all);
    }

    /** The names that are shown before that many tokens are spent. */
    Set<String> within(int budget, ToIntFunction<String> tokens) {
        int fit = 0;
        int over = items.size() + 1;
        while (over - fit > 1) {
            int middle = (fit + over) / 2;
            if (tokens.applyAsInt(text.substring(0, items.get(middle - 1).end)) <= budget) {
                fit = middle;
            } else {
                over = middle;
            }
        }
        Set<String> names = new HashSet<>();
        items.subList(0, fit).forEach(item -> names.add(item.name));
        return names;
    }
}
