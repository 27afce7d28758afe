package dev.schemaregistry.connector.sqlite;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL text as SQLite does, without understanding it: see {@code tokenize.c}. Everything that SQLite answers by itself is
 * asked there; this is for the texts it only hands back.
 */
final class SqlTokens {
    /** What a token is. */
    enum Kind {
        WORD,
        QUOTED,
        STRING,
        SYMBOL,
        COMMENT
    }

    /**
     * A token.
     *
     * @param start its first character's place in the text
     * @param end behind its last character
     */
    record Token(Kind kind, int start, int end, String raw) {
        boolean is(String keyword) {
            return kind == Kind.WORD && raw.equalsIgnoreCase(keyword);
        }

        boolean isSymbol(char symbol) {
            return kind == Kind.SYMBOL && raw.charAt(0) == symbol;
        }

        /** The name that a word or a quoted text stands for. */
        String name() {
            if (kind == Kind.WORD || raw.length() < 2) {
                return raw;
            }
            char quote = raw.charAt(0);
            String inner = raw.substring(1, raw.length() - 1);
            return quote == '[' ? inner : inner.replace("" + quote + quote, "" + quote);
        }
    }

    private SqlTokens() {}

    /** The tokens of a text, comments included, white space left out. */
    static List<Token> of(String sql) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (isSpace(c)) {
                at++;
                continue;
            }
            int end = endOf(sql, at, c);
            tokens.add(new Token(kind(sql, at, c), at, end, sql.substring(at, end)));
            at = end;
        }
        return tokens;
    }

    /** The tokens without comments, and without semicolons at the end. */
    static List<Token> ofOneStatement(String sql) {
        List<Token> tokens = new ArrayList<>(of(sql));
        tokens.removeIf(token -> token.kind() == Kind.COMMENT);
        while (!tokens.isEmpty() && tokens.get(tokens.size() - 1).isSymbol(';')) {
            tokens.remove(tokens.size() - 1);
        }
        return tokens;
    }

    private static Kind kind(String sql, int at, char c) {
        return switch (c) {
            case '\'' -> Kind.STRING;
            case '"', '`', '[' -> Kind.QUOTED;
            case '-', '/' -> startsComment(sql, at, c) ? Kind.COMMENT : Kind.SYMBOL;
            default -> isWord(c) ? Kind.WORD : Kind.SYMBOL;
        };
    }

    private static int endOf(String sql, int at, char c) {
        return switch (c) {
            case '\'', '"', '`' -> endOfQuoted(sql, at, c);
            case '[' -> after(sql, "]", at + 1);
            case '-' -> startsComment(sql, at, c) ? endOfLine(sql, at) : at + 1;
            case '/' -> startsComment(sql, at, c) ? after(sql, "*/", at + 2) : at + 1;
            default -> isWord(c) ? endOfWord(sql, at) : at + 1;
        };
    }

    private static boolean startsComment(String sql, int at, char c) {
        return sql.startsWith(c == '-' ? "--" : "/*", at);
    }

    private static int endOfQuoted(String sql, int at, char quote) {
        int end = sql.indexOf(quote, at + 1);
        while (end >= 0 && end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
            end = sql.indexOf(quote, end + 2);
        }
        return end < 0 ? sql.length() : end + 1;
    }

    private static int after(String sql, String mark, int from) {
        int end = sql.indexOf(mark, from);
        return end < 0 ? sql.length() : end + mark.length();
    }

    private static int endOfLine(String sql, int at) {
        int end = sql.indexOf('\n', at);
        return end < 0 ? sql.length() : end;
    }

    private static int endOfWord(String sql, int at) {
        int end = at;
        while (end < sql.length() && isWord(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Names and numbers; SQLite takes every character above ASCII for a letter. */
    private static boolean isWord(char c) {
        return c >= 0x80
                || c == '_'
                || c == '$'
                || (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z');
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r' && c != '\u000b');
    }
}
