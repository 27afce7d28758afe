package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words of questions that mean other words of schemas, as roots: who asks for the {@code old}est wants an {@code age}. Immutable. */
public final class Associations {
    /** Nothing is associated with anything. */
    public static final Associations NONE = new Associations(List.of());

    private final List<Association> all;
    private final Map<String, List<Association>> byAsked = new HashMap<>();

    public Associations(List<Association> all) {
        this.all = all.stream()
                .sorted(Comparator.comparing(Association::asked).thenComparing(Association::meant))
                .toList();
        this.all.forEach(association -> byAsked.computeIfAbsent(association.asked, k -> new ArrayList<>())
                .add(association));
    }

    /** Sorted by words. */
    public List<Association> all() {
        return all;
    }

    /** What a word of a question may mean, sorted. */
    List<Association> of(String asked) {
        return byAsked.getOrDefault(asked, List.of());
    }

    /**
     * One meaning.
     *
     * @param asked the root of a question's word
     * @param meant the root of a schema's word
     * @param share how often the one means the other, 0 to 1
     */
    public record Association(String asked, String meant, double share) {
        public Association {
            requireNonNull(asked, "asked");
            requireNonNull(meant, "meant");
        }
    }
}
