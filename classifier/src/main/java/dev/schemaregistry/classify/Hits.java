package dev.schemaregistry.classify;

import java.util.Arrays;
import java.util.List;

/**
 * All occurrences of a question's terms, packed and sorted so that those of one element stand together: node 24 bits, field 3,
 * element 16, word index 4, word count 4, variant 9.
 */
final class Hits {
    private static final int START = 1024;

    private long[] packed = new long[START];
    private int size;

    static Hits of(IndexView view, List<QuestionTerms.Variant> variants) {
        Hits hits = new Hits();
        for (int i = 0; i < variants.size(); i++) {
            int variant = i;
            view.postings(
                    variants.get(i).term(),
                    (node, field, element, wordIndex, wordCount) ->
                            hits.add((((((long) node << 3 | field.code()) << 16 | element) << 4 | wordIndex) << 4
                                                    | wordCount)
                                            << 9
                                    | variant));
        }
        hits.sort(view.directory().tableCount() + view.directory().sourceCount());
        return hits;
    }

    /** Counts them by node first: most nodes have few. */
    private void sort(int nodes) {
        int[] ends = new int[nodes + 1];
        for (int hit = 0; hit < size; hit++) {
            ends[node(element(hit)) + 1]++;
        }
        for (int node = 0; node < nodes; node++) {
            ends[node + 1] += ends[node];
        }
        long[] sorted = new long[size];
        for (int hit = 0; hit < size; hit++) {
            sorted[ends[node(element(hit))]++] = packed[hit];
        }
        for (int node = 0, from = 0; node < nodes; from = ends[node++]) {
            Arrays.sort(sorted, from, ends[node]);
        }
        packed = sorted;
    }

    private void add(long hit) {
        if (size == packed.length) {
            packed = Arrays.copyOf(packed, size * 2);
        }
        packed[size++] = hit;
    }

    int size() {
        return size;
    }

    /** Equal for all hits of one element. */
    long element(int hit) {
        return packed[hit] >>> 17;
    }

    /** One past the last hit of the element that a hit belongs to. */
    int endOfElement(int hit) {
        long element = element(hit);
        int end = hit + 1;
        while (end < size && element(end) == element) {
            end++;
        }
        return end;
    }

    static int node(long element) {
        return (int) (element >>> 19);
    }

    static PostingField field(long element) {
        return PostingField.at((int) (element >>> 16 & 7));
    }

    static int number(long element) {
        return (int) (element & 0xFFFF);
    }

    int wordIndex(int hit) {
        return (int) (packed[hit] >>> 13 & 15);
    }

    int wordCount(int hit) {
        return (int) (packed[hit] >>> 9 & 15);
    }

    int variant(int hit) {
        return (int) (packed[hit] & 511);
    }
}
