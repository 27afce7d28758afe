package dev.schemaregistry.server.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts environment variables into texts. A reference stands between a dollar sign with an opening brace and a closing brace: a
 * bare {@code NAME} must be set, {@code NAME:fallback} falls back when it is not set, {@code NAME:-fallback} also when it is
 * empty. A doubled dollar sign before the brace stands for the characters themselves.
 */
final class Variables {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(\\$\\{)|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?:(:-|:)([^}]*))?}|\\$\\{[^}]*}?");

    private final Map<String, String> environment;

    Variables(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * The text with every reference replaced, in one pass: a value is never expanded again.
     *
     * @throws UnresolvedException for a variable that is not set, or a malformed reference
     */
    String expand(String text) throws UnresolvedException {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(out, Matcher.quoteReplacement(value(matcher)));
        }
        return matcher.appendTail(out).toString();
    }

    private String value(Matcher reference) throws UnresolvedException {
        if (reference.group(1) != null) {
            return reference.group(1);
        }
        String name = reference.group(2);
        if (name == null) {
            // Not repeated: it may be a piece of a secret that holds these two characters.
            throw new UnresolvedException(
                    "a \"${\" begins what is not a variable reference; write ${NAME}, ${NAME:fallback}"
                            + " or ${NAME:-fallback}, and $${ for the characters themselves");
        }
        String value = environment.get(name);
        String fallback = reference.group(4);
        if (value != null && !(value.isEmpty() && ":-".equals(reference.group(3)))) {
            return value;
        }
        if (fallback == null) {
            throw new UnresolvedException(
                    "variable " + name + " is not set; set it, or write ${" + name + ":fallback}");
        }
        return fallback;
    }

    /** Says which variable is missing; never holds a value. */
    static final class UnresolvedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String sentence;

        UnresolvedException(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }
}
