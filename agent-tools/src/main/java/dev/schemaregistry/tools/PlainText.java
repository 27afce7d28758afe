package dev.schemaregistry.tools;

/**
 * Text from a source or a caller on its way to a reader: one line, no control characters, of bounded length. Unlike
 * {@link dev.schemaregistry.summary.SafeText} it keeps what SQL is written with, such as {@code <} and {@code >}.
 */
final class PlainText {
    private static final int QUOTED = 80;

    private PlainText() {}

    /** In double quotes. */
    static String quoted(String text) {
        return '"' + line(text, QUOTED) + '"';
    }

    /** At most {@code most} characters of it on one line. */
    static String line(String text, int most) {
        StringBuilder out = new StringBuilder();
        int shown = 0;
        boolean space = false;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (isBlank(c)) {
                space = shown > 0;
                continue;
            }
            if (shown + (space ? 1 : 0) >= most) {
                return out.append('…').toString();
            }
            if (space) {
                out.append(' ');
                shown++;
            }
            space = false;
            append(out, c, false);
            shown++;
        }
        return out.toString();
    }

    /** Spaces and line breaks stay as they are, everything else unseen is written out. */
    static String block(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> append(out, c == '\t' ? ' ' : c, c == '\n'));
        return out.toString();
    }

    private static void append(StringBuilder out, int c, boolean asItIs) {
        if (isUnseen(c) && !asItIs) {
            out.append(String.format("\\u%04x", c));
            return;
        }
        out.appendCodePoint(c);
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isUnseen(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE
                || Character.getType(c) == Character.PRIVATE_USE
                || Character.getType(c) == Character.UNASSIGNED;
    }
}
