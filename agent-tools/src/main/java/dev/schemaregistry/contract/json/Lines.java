package dev.schemaregistry.contract.json;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Where the lines of a text begin. */
final class Lines {
    private final int length;
    private final int[] starts;

    Lines(String text) {
        length = text.length();
        IntStream behindBreaks =
                IntStream.range(0, length).filter(at -> text.charAt(at) == '\n').map(at -> at + 1);
        starts = IntStream.concat(IntStream.of(0), behindBreaks).toArray();
    }

    /** The line of a character, counted from 1. */
    int line(int at) {
        int found = Arrays.binarySearch(starts, Math.min(at, length));
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Its place in that line, counted from 1. */
    int column(int at) {
        return Math.min(at, length) - starts[line(at) - 1] + 1;
    }
}
