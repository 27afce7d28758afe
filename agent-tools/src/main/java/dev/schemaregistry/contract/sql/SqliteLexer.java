package dev.schemaregistry.contract.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a text into SQLite's tokens, after sqlite.org/draft/tokenreq.html. Blanks and comments are left out. */
final class SqliteLexer {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private SqliteLexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        SqliteLexer lexer = new SqliteLexer(text);
        while (lexer.at < text.length()) {
            lexer.next();
        }
        return List.copyOf(lexer.tokens);
    }

    private void next() {
        char c = text.charAt(at);
        int start = at;
        if (isBlank(c)) {
            at++;
            return;
        }
        if (text.startsWith("--", at)) {
            skipTo("\n", 2);
            return;
        }
        if (text.startsWith("/*", at)) {
            skipTo("*/", 2);
            return;
        }
        if (c == '\'' || c == '"' || c == '`' || c == '[') {
            String value = quoted(c);
            add(c == '\'' ? Kind.STRING : c == '"' ? Kind.DOUBLE_QUOTED : Kind.IDENTIFIER, value, start);
            return;
        }
        if (isWordPart(c)) {
            while (at < text.length() && isWordPart(text.charAt(at))) {
                at++;
            }
            boolean number = Character.isDigit(c);
            add(number ? Kind.NUMBER : Kind.IDENTIFIER, text.substring(start, at), start);
            return;
        }
        at++;
        add(Kind.SYMBOL, String.valueOf(c), start);
    }

    private void skipTo(String end, int from) {
        int found = text.indexOf(end, at + from);
        at = found < 0 ? text.length() : found + end.length();
    }

    /** The value between quotes, doubled quotes made single; an unclosed quote runs to the end. */
    private String quoted(char open) {
        char close = open == '[' ? ']' : open;
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != close) {
                value.append(c);
                continue;
            }
            boolean doubled = open != '[' && at < text.length() && text.charAt(at) == close;
            if (!doubled) {
                return value.toString();
            }
            value.append(c);
            at++;
        }
        return value.toString();
    }

    private void add(Kind kind, String value, int start) {
        tokens.add(new Token(kind, value, start, at));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    private static boolean isWordPart(char c) {
        return c == '_' || c == '$' || c >= 0x80 || Character.isLetterOrDigit(c);
    }

    enum Kind {
        IDENTIFIER,
        DOUBLE_QUOTED,
        STRING,
        NUMBER,
        SYMBOL
    }

    /**
     * @param value the text without its quotes
     * @param start first character, counted from 0
     * @param end one behind the last
     */
    record Token(Kind kind, String value, int start, int end) {
        boolean isSymbol(String symbol) {
            return kind == Kind.SYMBOL && value.equals(symbol);
        }

        boolean isName() {
            return kind == Kind.IDENTIFIER || kind == Kind.DOUBLE_QUOTED;
        }

        boolean isName(String name) {
            return isName() && value.equalsIgnoreCase(name);
        }

        boolean isWord(String word) {
            return kind == Kind.IDENTIFIER && value.equalsIgnoreCase(word);
        }

        String folded() {
            return value.toLowerCase(Locale.ROOT);
        }
    }
}
