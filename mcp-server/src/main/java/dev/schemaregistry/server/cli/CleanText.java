package dev.schemaregistry.server.cli;

/** Makes any text harmless to a terminal: what could move the cursor, colour, hide or reverse text is shown as a mark. */
final class CleanText {
    private static final int REPLACEMENT = 0xFFFD;

    private CleanText() {}

    /** The text on one line. */
    static String line(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(harmless(c)));
        return out.toString();
    }

    private static int harmless(int c) {
        if (c == '\n') {
            return '⏎';
        }
        if (c == '\t' || c == 0x2028 || c == 0x2029) {
            return ' ';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> REPLACEMENT;
            default -> c;
        };
    }

    /** Columns on a terminal: combining marks take none, wide East Asian characters two. */
    static int width(String text) {
        return text.codePoints().map(CleanText::width).sum();
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    /** The blocks that Unicode's EastAsianWidth.txt marks as wide, by and large. */
    private static boolean isWide(int c) {
        return c >= 0x1100
                && (c <= 0x115F
                        || (c >= 0x2E80 && c <= 0xA4CF)
                        || (c >= 0xAC00 && c <= 0xD7A3)
                        || (c >= 0xF900 && c <= 0xFAFF)
                        || (c >= 0xFE30 && c <= 0xFE6F)
                        || (c >= 0xFF00 && c <= 0xFF60)
                        || (c >= 0xFFE0 && c <= 0xFFE6)
                        || (c >= 0x1F300 && c <= 0x1FAFF)
                        || (c >= 0x20000 && c <= 0x3FFFD));
    }
}
