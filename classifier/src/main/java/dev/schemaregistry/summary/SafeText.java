package dev.schemaregistry.summary;

import static java.util.Objects.requireNonNull;

/**
 * Makes text that came from a source harmless to whoever reads it next: a model, a terminal, a log. The result is one line
 * without control, formatting or private characters and without anything that ends a fence.
 */
public final class SafeText {
    private static final String FENCES = "`<>";
    private static final String HARMLESS = "'‹›";

    private SafeText() {}

    /**
     * Prose as one line of at most {@code limit} characters: line breaks and tabs become spaces, backticks and angle brackets
     * look-alikes that mean nothing, other control and invisible characters their hexadecimal escape.
     */
    public static String line(String text, int limit) {
        StringBuilder out = new StringBuilder();
        int length = requireNonNull(text, "text").length();
        int at = 0;
        while (at < length && out.length() <= limit) {
            int codePoint = text.codePointAt(at);
            appendProse(out, codePoint);
            at += Character.charCount(codePoint);
        }
        return cut(out, limit);
    }

    /**
     * A name, cut to {@code limit} characters: unchanged when it is made of letters, digits, {@code _}, {@code $}, {@code -} and
     * dots, else between double quotes with inner quotes doubled and every character that could harm as its hexadecimal escape.
     */
    public static String name(String name, int limit) {
        if (isPlain(requireNonNull(name, "name"), limit)) {
            return name;
        }
        return '"' + escaped(name, limit).replace("\"", "\"\"") + '"';
    }

    /** {@link #line} between double quotes, inner quotes made single. */
    public static String quoted(String text, int limit) {
        return '"' + line(text, limit).replace('"', '\'') + '"';
    }

    /** Every character that could harm as its hexadecimal escape; one line of at most {@code limit} characters, not quoted. */
    static String escaped(String text, int limit) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length() && out.length() <= limit) {
            int codePoint = text.codePointAt(at);
            if (isInvisible(codePoint) || FENCES.indexOf(codePoint) >= 0) {
                appendEscape(out, codePoint);
            } else {
                out.appendCodePoint(codePoint);
            }
            at += Character.charCount(codePoint);
        }
        return cut(out, limit);
    }

    private static boolean isPlain(String name, int limit) {
        return !name.isEmpty()
                && name.length() <= limit
                && name.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || "_$-.".indexOf(c) >= 0);
    }

    private static String cut(StringBuilder out, int limit) {
        if (out.length() <= limit) {
            return out.toString();
        }
        int end = Math.max(0, limit - 1);
        boolean splitsPair = end > 0 && Character.isHighSurrogate(out.charAt(end - 1));
        return out.substring(0, splitsPair ? end - 1 : end) + '…';
    }

    private static void appendProse(StringBuilder out, int codePoint) {
        int fence = FENCES.indexOf(codePoint);
        if (fence >= 0) {
            out.append(HARMLESS.charAt(fence));
            return;
        }
        if (codePoint == '\n' || codePoint == '\r' || codePoint == '\t') {
            out.append(' ');
            return;
        }
        if (isInvisible(codePoint)) {
            appendEscape(out, codePoint);
            return;
        }
        out.appendCodePoint(codePoint);
    }

    private static void appendEscape(StringBuilder out, int codePoint) {
        String digits = Integer.toHexString(codePoint);
        out.append("\\u").append("0".repeat(Math.max(0, 4 - digits.length()))).append(digits);
    }

    private static boolean isInvisible(int codePoint) {
        if (Character.isISOControl(codePoint)) {
            return true;
        }
        return switch (Character.getType(codePoint)) {
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
