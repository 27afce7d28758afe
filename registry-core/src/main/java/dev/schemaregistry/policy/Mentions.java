package dev.schemaregistry.policy;

import java.util.Collection;
import java.util.Locale;

/** Whether a text names something: letter case aside, and not as a part of a longer word. */
public final class Mentions {
    private Mentions() {}

    /**
     * Whether the text names any of these.
     *
     * @param names in lower case
     */
    public static boolean any(String text, Collection<String> names) {
        if (names.isEmpty()) {
            return false;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return names.stream().anyMatch(name -> !name.isEmpty() && one(lower, name));
    }

    private static boolean one(String lower, String name) {
        for (int at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
            int end = at + name.length();
            boolean whole = (at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1)))
                    && (end == lower.length() || !Character.isLetterOrDigit(lower.charAt(end)));
            if (whole) {
                return true;
            }
        }
        return false;
    }
}
