package dev.schemaregistry.connector.postgres;

import org.postgresql.core.Parser;

/**
 * Finds parameters such as {@code $1} in a statement: the driver must know how many to expect before it asks the server.
 */
final class Parameters {
    /** As many as the protocol can count. */
    static final int MOST = 32_767;

    private static final int TOO_MANY = MOST + 1;

    private Parameters() {}

    /** The highest number of a parameter outside of quotes and comments; 0 where there is none. */
    static int highest(String sql, boolean standardConformingStrings) {
        char[] text = sql.toCharArray();
        int highest = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length; i++) {
            boolean startsParameter = text[i] == '$' && !inWord && i + 1 < text.length && isDigit(text[i + 1]);
            if (startsParameter) {
                highest = Math.max(highest, number(text, i + 1));
            }
            i = endOfQuoted(text, i, standardConformingStrings);
            inWord = i < text.length && Parser.isIdentifierContChar(text[i]);
        }
        return highest;
    }

    private static int endOfQuoted(char[] text, int at, boolean standardConformingStrings) {
        return switch (text[at]) {
            case '\'' -> Parser.parseSingleQuotes(text, at, standardConformingStrings);
            case '"' -> Parser.parseDoubleQuotes(text, at);
            case '-' -> Parser.parseLineComment(text, at);
            case '/' -> Parser.parseBlockComment(text, at);
            case '$' -> Parser.parseDollarQuotes(text, at);
            default -> at;
        };
    }

    private static int number(char[] text, int from) {
        int number = 0;
        for (int i = from; i < text.length && isDigit(text[i]); i++) {
            number = Math.min(TOO_MANY, number * 10 + text[i] - '0');
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
