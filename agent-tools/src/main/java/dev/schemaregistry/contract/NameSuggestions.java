package dev.schemaregistry.contract;

import dev.schemaregistry.model.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * Ranks names by how likely they were meant by a misspelt one: edits of neighbouring characters first, shared words second.
 * Pure; the same input gives the same order.
 */
public final class NameSuggestions {
    private static final int MOST = 3;
    private static final double LEAST = 0.42;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private NameSuggestions() {}

    /** At most three of the candidates, the likeliest first; empty when none is near. */
    public static List<String> nearest(String wrong, Collection<String> candidates) {
        return nearest(wrong, candidates, MOST);
    }

    /** At most {@code most} of the candidates, the likeliest first; empty when none is near. */
    public static List<String> nearest(String wrong, Collection<String> candidates, int most) {
        return nearest(wrong, candidates, most, name -> 0);
    }

    /**
     * The same, with other evidence than the spelling.
     *
     * @param evidence for a candidate, from 0 to 1; it ranks, but brings in none that is not near
     */
    public static List<String> nearest(
            String wrong, Collection<String> candidates, int most, ToDoubleFunction<String> evidence) {
        String wanted = wrong.toLowerCase(Locale.ROOT);
        Set<String> wantedWords = words(wrong);
        return candidates.stream()
                .distinct()
                .map(name -> new Scored(name, score(wanted, wantedWords, name)))
                .filter(scored -> scored.score >= LEAST)
                .map(scored -> new Scored(scored.name, scored.score + evidence.applyAsDouble(scored.name)))
                .sorted(Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::name))
                .limit(most)
                .map(Scored::name)
                .toList();
    }

    /** How alike two names are: 1 for equal but for case, 0 for nothing in common. */
    public static double similarity(String left, String right) {
        return score(left.toLowerCase(Locale.ROOT), words(left), right);
    }

    private static double score(String wanted, Set<String> wantedWords, String name) {
        String candidate = name.toLowerCase(Locale.ROOT);
        if (candidate.equals(wanted)) {
            return 1;
        }
        String flatWanted = flat(wanted);
        String flatCandidate = flat(candidate);
        if (flatCandidate.equals(flatWanted)) {
            return 0.99;
        }
        int longest = Math.max(wanted.length(), candidate.length());
        double edits = 1 - (double) EditDistance.between(wanted, candidate) / longest;
        double shared = 0.95 * overlap(wantedWords, words(name));
        double contained = contained(flatWanted, flatCandidate);
        double prefix = commonPrefix(wanted, candidate) / (100.0 * longest);
        return Math.max(edits, Math.max(shared, contained)) + prefix;
    }

    private static double contained(String wanted, String candidate) {
        int shorter = Math.min(wanted.length(), candidate.length());
        if (shorter < 3 || !(wanted.contains(candidate) || candidate.contains(wanted))) {
            return 0;
        }
        return 0.45 + 0.45 * shorter / Math.max(wanted.length(), candidate.length());
    }

    private static double overlap(Set<String> left, Set<String> right) {
        Set<String> both = new HashSet<>(left);
        both.retainAll(right);
        return 2.0 * both.size() / (left.size() + right.size());
    }

    private static int commonPrefix(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int at = 0; at < length; at++) {
            if (left.charAt(at) != right.charAt(at)) {
                return at;
            }
        }
        return length;
    }

    private static String flat(String name) {
        return name.replace("_", "").replace(" ", "").replace("-", "");
    }

    /** The words of an identifier in lower case, a plural "s" dropped. */
    private static Set<String> words(String name) {
        String spaced = HUMP.matcher(name).replaceAll(" ").toLowerCase(Locale.ROOT);
        Set<String> words = new HashSet<>();
        for (String word : BETWEEN_WORDS.split(spaced, -1)) {
            boolean plural = word.length() > 3 && word.endsWith("s") && !word.endsWith("ss");
            words.add(plural ? word.substring(0, word.length() - 1) : word);
        }
        words.remove("");
        return words;
    }

    private record Scored(String name, double score) {}
}
