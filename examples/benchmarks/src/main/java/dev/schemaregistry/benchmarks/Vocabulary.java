package dev.schemaregistry.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Words as schemas use them: few everywhere, many once (Zipf). The most frequent are those of {@code areas.txt}, the others are made
 * of syllables. The same size gives the same words, on any machine. Immutable.
 */
final class Vocabulary {
    private static final String[] STARTS = {
        "b", "br", "c", "d", "f", "gl", "h", "k", "l", "m", "n", "p", "r", "st", "t", "v"
    };
    private static final String[] VOWELS = {"a", "e", "i", "o", "u"};
    private static final String[] ENDS = {"l", "m", "n", "r", "x", "nd", "rt", "ck"};

    private final List<String> words;
    private final double[] upTo;

    private Vocabulary(List<String> words) {
        this.words = words;
        this.upTo = new double[words.size()];
        double sum = 0;
        for (int rank = 0; rank < upTo.length; rank++) {
            sum += 1.0 / (rank + 3);
            upTo[rank] = sum;
        }
    }

    static Vocabulary of(int size) {
        Random random = new Random(11);
        Set<String> words = new LinkedHashSet<>();
        for (Areas.Area area : Areas.areas()) {
            for (Areas.Noun noun : area.nouns()) {
                words.addAll(Arrays.asList(noun.name().split("_")));
                noun.columns()
                        .forEach(column ->
                                words.addAll(Arrays.asList(column.name().split("_"))));
            }
        }
        while (words.size() < size) {
            words.add(made(random));
        }
        return new Vocabulary(new ArrayList<>(words).subList(0, size));
    }

    private static String made(Random random) {
        StringBuilder word = new StringBuilder();
        for (int syllable = 1 + random.nextInt(3); syllable >= 0; syllable--) {
            word.append(STARTS[random.nextInt(STARTS.length)]).append(VOWELS[random.nextInt(VOWELS.length)]);
        }
        return word.append(ENDS[random.nextInt(ENDS.length)]).toString();
    }

    /** One word, frequent ones more often. */
    String any(Random random) {
        return words.get(rank(random));
    }

    /** A word of those that one topic uses: the ranks are shifted, so that topics are frequent in different words. */
    String ofTopic(Random random, int topic) {
        return words.get((rank(random) + topic * 37) % words.size());
    }

    private int rank(Random random) {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return Math.min(words.size() - 1, found < 0 ? -found - 1 : found);
    }
}
