package dev.schemaregistry.registry;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Names close to a wrong one, by optimal string alignment distance (Damerau 1964; adjacent transpositions count one), letter
 * case ignored.
 */
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
        Function<String, Integer> distance = name -> distance(wanted, name.toLowerCase(Locale.ROOT));
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

    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }

    private record Candidate(String name, int distance) {}
}
