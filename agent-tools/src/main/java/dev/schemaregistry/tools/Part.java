package dev.schemaregistry.tools;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.SourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A piece of an answer that is shown whole or not at all.
 *
 * @param section the list it goes into; the answer itself when empty
 * @param key its name there; a section of named parts is an object, one of nameless parts an array
 * @param text its line or lines
 * @param json the same as data
 * @param source whose freshness must be said when it is shown
 * @param count how many of the things that the answer counts it holds
 */
record Part(String section, String key, String text, Object json, Optional<SourceId> source, int count) {
    Part {
        requireNonNull(section, "section");
        requireNonNull(key, "key");
        requireNonNull(text, "text");
        requireNonNull(json, "json");
        requireNonNull(source, "source");
    }

    /** A fact of the answer itself. */
    static Part fact(String key, String text, Object json) {
        return new Part("", key, text, json, Optional.empty(), 0);
    }

    /** An entry of a list. */
    static Part entry(String section, String text, Object json) {
        return new Part(section, "", text, json, Optional.empty(), 1);
    }

    /** An entry of an object. */
    static Part named(String section, String key, String text, Object json) {
        return new Part(section, key, text, json, Optional.empty(), 1);
    }

    Part of(SourceId shownSource) {
        return new Part(section, key, text, json, Optional.of(shownSource), count);
    }

    Part counting(int things) {
        return new Part(section, key, text, json, source, things);
    }

    static int counted(List<Part> parts) {
        return parts.stream().mapToInt(Part::count).sum();
    }

    /** JSON of pairs in order; values that are empty texts, lists, maps or Optionals are left out. */
    static Map<String, Object> json(Object... pairs) {
        Map<String, Object> map = new java.util.LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            Object value = pairs[i + 1] instanceof Optional<?> optional ? optional.orElse(null) : pairs[i + 1];
            if (!isEmpty(value)) {
                map.put((String) pairs[i], requireNonNull(value));
            }
        }
        return java.util.Collections.unmodifiableMap(map);
    }

    private static boolean isEmpty(@org.jspecify.annotations.Nullable Object value) {
        return value == null
                || value.equals("")
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }
}
