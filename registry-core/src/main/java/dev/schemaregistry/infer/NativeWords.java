package dev.schemaregistry.infer;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The source's words for the types of one field, as one text: sorted and joined, so that two readings agree. */
final class NativeWords {
    private static final String NOTHING = "null";
    private static final String JOINT = "|";

    private NativeWords() {}

    static String of(Collection<? extends Observed> values) {
        return joined(values.stream().map(NativeWords::word).toList());
    }

    /** The words of both texts. */
    static String union(String known, String seen) {
        return joined(Stream.of(known, seen)
                .flatMap(words -> Stream.of(words.split("[|]", -1)))
                .toList());
    }

    private static String joined(Collection<String> words) {
        SortedSet<String> sorted = new TreeSet<>(words);
        sorted.remove("");
        if (sorted.size() > 1) {
            sorted.remove(NOTHING);
        }
        return String.join(JOINT, sorted);
    }

    private static String word(Observed value) {
        if (value instanceof Observed.Value single) {
            return single.nativeType();
        }
        if (value instanceof Observed.Items) {
            return "array";
        }
        return value instanceof Observed.Document ? "object" : NOTHING;
    }
}
