package dev.schemaregistry.classify.index;

import java.util.Arrays;

/** Finds what stands between quotation marks. */
final class Quotes {
    private static final String OPENING = "\"“«‘'";
    private static final String CLOSING = "\"”»’'";
    private static final int LONGEST = 200;

    private Quotes() {}

    /** For each character whether it is quoted; an apostrophe inside a word opens and closes nothing. */
    static boolean[] inside(String text) {
        boolean[] inside = new boolean[text.length() + 1];
        int at = 0;
        while (at < text.length()) {
            int kind = OPENING.indexOf(text.charAt(at));
            if (kind < 0 || (at > 0 && Character.isLetterOrDigit(text.charAt(at - 1)))) {
                at++;
                continue;
            }
            int end = closing(text, at + 1, CLOSING.charAt(kind));
            if (end < 0) {
                at++;
                continue;
            }
            Arrays.fill(inside, at + 1, end, true);
            at = end + 1;
        }
        return inside;
    }

    private static int closing(String text, int from, char mark) {
        for (int at = from; at < Math.min(text.length(), from + LONGEST); at++) {
            boolean wordGoesOn = at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
            if (text.charAt(at) == mark && !wordGoesOn) {
                return at;
            }
        }
        return -1;
    }
}
