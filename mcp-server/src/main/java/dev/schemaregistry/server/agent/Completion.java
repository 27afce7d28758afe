package dev.schemaregistry.server.agent;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Words that a half-written argument may become.
 *
 * @param values at most {@value #MOST}, in order
 * @param total how many there are
 */
public record Completion(List<String> values, int total) {
    /** The protocol's own limit. */
    public static final int MOST = 100;

    public static final Completion NONE = new Completion(List.of(), 0);

    public Completion {
        values = List.copyOf(values);
    }

    /** Those that begin like that, whatever their case. */
    static Completion of(Collection<String> words, String prefix) {
        String wanted = prefix.toLowerCase(Locale.ROOT);
        List<String> fitting = words.stream()
                .filter(word -> word.toLowerCase(Locale.ROOT).startsWith(wanted))
                .sorted()
                .toList();
        return new Completion(fitting.stream().limit(MOST).toList(), fitting.size());
    }
}
