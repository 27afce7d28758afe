package dev.schemaregistry.connector.qdrant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path that an index covers, such as {@code author.name}, {@code items[].price} or {@code "a.b".c}. Its form is that of the
 * payload keys in Qdrant's filters: names between dots, quoted where they hold something else than letters, digits, {@code _} and
 * {@code -}, with {@code []} behind a list.
 */
record PayloadPath(List<Step> steps) {
    /**
     * One name on the way down.
     *
     * @param lists how many lists stand between the name and what is meant
     */
    record Step(String name, int lists) {}

    private static final Pattern STEP = Pattern.compile(
            "(?:\\G(?<!^)\\.|^)(?:\"(?<quoted>[^\"]*)\"|(?<plain>[^\".\\[\\]]+))(?<lists>(?:\\[[0-9]*])*)");

    PayloadPath {
        steps = List.copyOf(steps);
    }

    /** Text of another form is one name, as it is. */
    static PayloadPath of(String key) {
        List<Step> steps = new ArrayList<>();
        Matcher step = STEP.matcher(key);
        int end = 0;
        while (step.find()) {
            String name = Optional.ofNullable(step.group("quoted")).orElseGet(() -> step.group("plain"));
            steps.add(new Step(name, (int)
                    step.group("lists").chars().filter(c -> c == '[').count()));
            end = step.end();
        }
        return end == key.length() && !steps.isEmpty()
                ? new PayloadPath(steps)
                : new PayloadPath(List.of(new Step(key, 0)));
    }
}
