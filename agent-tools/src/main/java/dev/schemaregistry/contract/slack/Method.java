package dev.schemaregistry.contract.slack;

import dev.schemaregistry.contract.json.TableLines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method of the Web API.
 *
 * @param scope what a token needs for public channels; {@code -} for nothing
 * @param privateScope the same for private ones
 * @param perMinute about how many calls a minute Slack allows
 * @param answer the object it answers with, as far as its fields are known; {@code -} otherwise
 */
record Method(String name, boolean reads, String scope, String privateScope, String perMinute, String answer) {
    private static final Map<String, Method> ALL = all();

    private static Map<String, Method> all() {
        Map<String, Method> all = new LinkedHashMap<>();
        for (String line : TableLines.read(Method.class, "methods.txt")) {
            List<String> words = List.of(line.split("\\s+"));
            boolean reads = words.get(0).equals("read");
            all.put(
                    words.get(1),
                    reads
                            ? new Method(words.get(1), true, words.get(2), words.get(3), words.get(4), words.get(5))
                            : new Method(words.get(1), false, "-", "-", "", "-"));
        }
        return all;
    }

    static Optional<Method> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static List<String> namesOfReads() {
        return ALL.values().stream().filter(Method::reads).map(Method::name).toList();
    }

    boolean answersWith(String object) {
        return answer.equals(object);
    }
}
