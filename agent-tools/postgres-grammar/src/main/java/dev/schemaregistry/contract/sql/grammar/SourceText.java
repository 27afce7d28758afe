package dev.schemaregistry.contract.sql.grammar;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A statement's text with its UTF-8 bytes, and the way from the grammar's byte offsets back to what a reader sees.
 * Immutable.
 */
public final class SourceText {

    private static final int BYTES_OF_A_PAIR = 4;

    private final String text;
    private final int[] lineStarts;

    private SourceText(String text) {
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    public static SourceText of(String text) {
        return new SourceText(requireNonNull(text, "text"));
    }

    /**
     * A place in the text.
     *
     * @param line from 1; lines end at {@code \n}, {@code \r\n} or {@code \r}
     * @param column in code points, from 1
     * @param offset in chars of the Java string, from 0
     */
    public record Position(int line, int column, int offset) {}

    /** The place of a byte offset; one inside a character gives that character, one past the end gives the end. */
    public Position positionOfByte(int byteOffset) {
        return positionOfChar(charOffset(byteOffset));
    }

    /** The place of a char offset; one past the end gives the end. */
    public Position positionOfChar(int charOffset) {
        int offset = Math.max(0, Math.min(charOffset, text.length()));
        int found = Arrays.binarySearch(lineStarts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line + 1, text.codePointCount(lineStarts[line], offset) + 1, offset);
    }

    /** The char offset of a byte offset; one inside a character gives its start, one past the end gives the length. */
    public int charOffset(int byteOffset) {
        int bytes = 0;
        int index = 0;
        while (index < text.length()) {
            int width = width(index);
            if (bytes + width > byteOffset) {
                return index;
            }
            bytes += width;
            index += width == BYTES_OF_A_PAIR ? 2 : 1;
        }
        return index;
    }

    /** The byte offset of a char offset. */
    public int byteOffset(int charOffset) {
        int bytes = 0;
        int index = 0;
        while (index < Math.min(charOffset, text.length())) {
            int width = width(index);
            bytes += width;
            index += width == BYTES_OF_A_PAIR ? 2 : 1;
        }
        return bytes;
    }

    /** The text between two byte offsets. */
    public String substring(int fromByte, int toByte) {
        return text.substring(charOffset(fromByte), charOffset(toByte));
    }

    int byteOffsetOfCodePoint(int codePoint) {
        int wanted = Math.max(0, Math.min(codePoint, text.codePointCount(0, text.length())));
        return byteOffset(text.offsetByCodePoints(0, wanted));
    }

    /** The bytes; to be trusted only where {@link #loneSurrogate()} found none. */
    byte[] utf8() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The first char that is half of a pair without the other half, or -1. */
    int loneSurrogate() {
        int index = 0;
        while (index < text.length()) {
            int codePoint = text.codePointAt(index);
            if (Character.getType(codePoint) == Character.SURROGATE) {
                return index;
            }
            index += Character.charCount(codePoint);
        }
        return -1;
    }

    private int width(int index) {
        char here = text.charAt(index);
        if (here < 0x80) {
            return 1;
        }
        if (here < 0x800) {
            return 2;
        }
        boolean pair = Character.isHighSurrogate(here)
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
        return pair ? BYTES_OF_A_PAIR : 3;
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int lines = 1;
        for (int index = 0; index < text.length(); index++) {
            if (!endsLine(text, index)) {
                continue;
            }
            if (lines == starts.length) {
                starts = Arrays.copyOf(starts, 2 * lines);
            }
            starts[lines++] = index + 1;
        }
        return Arrays.copyOf(starts, lines);
    }

    private static boolean endsLine(String text, int index) {
        char here = text.charAt(index);
        return here == '\n' || (here == '\r' && !text.startsWith("\n", index + 1));
    }

    @Override
    public String toString() {
        return text;
    }
}
