package dev.schemaregistry.registry;

import dev.schemaregistry.model.EditDistance;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names close to a wrong one by {@link EditDistance}, letter case ignored. */
final class NearestNames {
    private static final int SHOWN = 3;

    private NearestNames() {}

    /** The end of an error sentence: the nearest names, or how to list them. */
    static String sentence(String wrong, List<String> known) {
        List<String> nearest = of(wrong, known);
        if (!nearest.isEmpty()) {
            return "nearest: " + nearest.stream().map(NearestNames::quoted).collect(Collectors.joining(", "));
        }
        return known.isEmpty() ? "there are none yet" : "there are " + known.size() + "; list them to choose one";
    }

    static List<String> of(String wrong, List<String> known) {
        String wanted = wrong.toLowerCase(Locale.ROOT);
        int most = Math.max(1, wanted.length() / 3);
        Function<String, Integer> distance = name -> EditDistance.between(wanted, name.toLowerCase(Locale.ROOT));
        return known.stream()
                .filter(name -> Math.abs(name.length() - wanted.length()) <= most)
                .map(name -> new Candidate(name, distance.apply(name)))
                .filter(candidate -> candidate.distance <= most)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(SHOWN)
                .map(Candidate::name)
                .toList();
    }

    /** In double quotes, without control characters, at most 80 characters. */
    static String quoted(String text) {
        String shown = text.codePoints()
                .limit(80)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return '"' + shown + '"';
    }

    private record Candidate(String name, int distance) {}
}
