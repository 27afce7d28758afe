package dev.schemaregistry.thesaurus;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Words near in meaning, from WordNet 3.1 (Princeton University; its licence lies beside the data). One line a word, sorted; found by
 * halving. Immutable and thread-safe.
 */
public final class Thesaurus {
    /** How near is nearest, in the tenths that a line holds as one digit behind each word. */
    private static final double TENTHS = 10;
    /** Words that differ from the one asked only by an ending are a little less sure. */
    private static final double BASE_FORM = 0.9;

    /** The endings that WordNet's own look-up takes away, and what it puts in their place (its manual page "morphy"). */
    private static final String[][] ENDINGS = {
        {"ies", "y"},
        {"es", ""},
        {"es", "e"},
        {"s", ""},
        {"ied", "y"},
        {"ed", ""},
        {"ed", "e"},
        {"ing", ""},
        {"ing", "e"},
        {"er", ""},
        {"er", "e"},
        {"est", ""},
        {"est", "e"}
    };

    private static final int SHORTEST_BASE = 3;

    private final byte[] lines;

    private Thesaurus(byte[] lines) {
        this.lines = lines;
    }

    /** The one in the program's jar; read anew with each call, in some tens of milliseconds. */
    public static Thesaurus load() {
        try (InputStream in = Thesaurus.class.getResourceAsStream(ThesaurusLine.RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the thesaurus is missing from the program's jar; build it again");
            }
            try (InputStream text = new GZIPInputStream(in)) {
                return new Thesaurus(text.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the thesaurus in the program's jar cannot be read", e);
        }
    }

    /** What a word, or the word that it is a form of, is near to; nearest first, then by name; empty for an unknown word. */
    public List<Related> related(String word) {
        requireNonNull(word, "word");
        Map<String, Double> nearest = new LinkedHashMap<>();
        add(word, 1, nearest);
        for (String[] ending : ENDINGS) {
            int stem = word.length() - ending[0].length();
            if (word.endsWith(ending[0]) && stem >= SHORTEST_BASE) {
                String base = word.substring(0, stem) + ending[1];
                if (add(base, BASE_FORM, nearest)) {
                    nearest.merge(base, BASE_FORM, Math::max);
                }
            }
        }
        List<Related> found = new ArrayList<>();
        nearest.forEach((near, nearness) -> found.add(new Related(near, nearness)));
        found.sort(Comparator.comparingDouble(Related::nearness).reversed().thenComparing(Related::word));
        return found;
    }

    private boolean add(String word, double factor, Map<String, Double> nearest) {
        String line = line(word);
        for (String related : line.isEmpty() ? new String[0] : line.split(" ", -1)) {
            int end = related.length() - 1;
            double nearness = factor * Character.digit(related.charAt(end), 10) / TENTHS;
            nearest.merge(related.substring(0, end), nearness, Math::max);
        }
        return !line.isEmpty();
    }

    /** What stands behind the word in its line; empty when there is none. */
    private String line(String word) {
        byte[] wanted = (word + ' ').getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = lines.length;
        while (low < high) {
            int start = startOfLine((low + high) >>> 1);
            int end = endOfLine(start);
            int order = Arrays.compareUnsigned(
                    lines, start, Math.min(end, start + wanted.length), wanted, 0, wanted.length);
            if (order == 0) {
                return new String(lines, start + wanted.length, end - start - wanted.length, StandardCharsets.UTF_8);
            }
            if (order < 0) {
                low = end + 1;
            } else {
                high = start;
            }
        }
        return "";
    }

    private int startOfLine(int at) {
        int start = at;
        while (start > 0 && lines[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private int endOfLine(int start) {
        int end = start;
        while (end < lines.length && lines[end] != '\n') {
            end++;
        }
        return end;
    }
}
