package dev.schemaregistry.model;

import java.util.Arrays;

/**
 * How far two words are from each other: the least number of characters to insert, delete, replace, or swap with their neighbour
 * (optimal string alignment, Damerau 1964). Letter case counts. Pure.
 */
public final class EditDistance {
    private EditDistance() {}

    /** 0 for equal words, at most the length of the longer one; the order of the two does not matter. */
    public static int between(String left, String right) {
        int width = right.length() + 1;
        int[] beforeLast = new int[width];
        int[] last = new int[width];
        int[] row = new int[width];
        Arrays.setAll(last, i -> i);
        for (int i = 1; i <= left.length(); i++) {
            row[0] = i;
            for (int j = 1; j < width; j++) {
                int replaced = last[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (swapped(left, right, i, j)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[width - 1];
    }

    private static boolean swapped(String left, String right, int i, int j) {
        return i > 1 && j > 1 && left.charAt(i - 1) == right.charAt(j - 2) && left.charAt(i - 2) == right.charAt(j - 1);
    }
}
