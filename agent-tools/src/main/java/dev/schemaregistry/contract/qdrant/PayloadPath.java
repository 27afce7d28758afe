package dev.schemaregistry.contract.qdrant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key of a payload as requests write it: {@code author.name}, {@code items[].price}, {@code "a.b".c}.
 *
 * @param steps the names on the way down; never empty
 */
record PayloadPath(List<Step> steps) {
    private static final Pattern STEP =
            Pattern.compile("(?:\"(?<quoted>[^\"]*+)\"|(?<plain>[^\".\\[\\]]++))(?<lists>(?:\\[[0-9]*+])*+)(?:\\.|$)");
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_-]+");

    PayloadPath {
        steps = List.copyOf(steps);
    }

    /**
     * One name.
     *
     * @param lists how many {@code []} stand behind it
     */
    record Step(String name, int lists) {
        String text() {
            return (PLAIN.matcher(name).matches() ? name : '"' + name + '"') + "[]".repeat(lists);
        }
    }

    /** Empty when the text is no such key. */
    static Optional<PayloadPath> parse(String key) {
        List<Step> steps = new ArrayList<>();
        Matcher step = STEP.matcher(key);
        int end = 0;
        while (end < key.length() && step.region(end, key.length()).lookingAt()) {
            String name = Optional.ofNullable(step.group("quoted")).orElseGet(() -> step.group("plain"));
            steps.add(new Step(name, (int)
                    step.group("lists").chars().filter(c -> c == '[').count()));
            end = step.end();
        }
        boolean whole = end == key.length() && !key.isEmpty() && !key.endsWith(".");
        return whole ? Optional.of(new PayloadPath(steps)) : Optional.empty();
    }

    static String text(List<Step> steps) {
        return String.join(".", steps.stream().map(Step::text).toList());
    }

    String text() {
        return text(steps);
    }
}
