package dev.schemaregistry.contract.json;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which members each object of a request takes, from a table: {@code shape: member=kind other=kind!}, with {@code !} where it must be
 * there. A kind that begins with {@code @} is an object of that shape; {@code +shape} takes over the members of another one. Immutable.
 */
public final class Shapes {
    private final Map<String, Map<String, Member>> all;

    /**
     * A member of an object.
     *
     * @param kind the word for what may stand there
     */
    public record Member(String kind, boolean required) {
        public Member {
            requireNonNull(kind, "kind");
        }
    }

    private Shapes(Map<String, Map<String, Member>> all) {
        this.all = all;
    }

    /** The shapes that the lines of a table declare; several lines may be about one shape. */
    public static Shapes of(List<String> lines) {
        Map<String, List<String>> words = new LinkedHashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            List<String> given = List.of(line.substring(colon + 1).strip().split("\\s+"));
            words.computeIfAbsent(line.substring(0, colon), shape -> new ArrayList<>())
                    .addAll(given);
        }
        Map<String, Map<String, Member>> all = new LinkedHashMap<>();
        words.keySet().forEach(shape -> {
            Map<String, Member> members = new LinkedHashMap<>();
            add(members, words, shape);
            all.put(shape, members);
        });
        return new Shapes(all);
    }

    private static void add(Map<String, Member> members, Map<String, List<String>> words, String shape) {
        for (String word : words.getOrDefault(shape, List.of())) {
            if (word.startsWith("+")) {
                add(members, words, word.substring(1));
                continue;
            }
            int equals = word.indexOf('=');
            boolean required = word.endsWith("!");
            String kind = word.substring(equals + 1, word.length() - (required ? 1 : 0));
            members.put(word.substring(0, equals), new Member(kind, required));
        }
    }

    /** The members by name, in the order of the table. */
    Map<String, Member> members(String shape) {
        return Optional.ofNullable(all.get(shape))
                .orElseThrow(() -> new IllegalStateException("no shape \"" + shape + "\" in the table"));
    }
}
