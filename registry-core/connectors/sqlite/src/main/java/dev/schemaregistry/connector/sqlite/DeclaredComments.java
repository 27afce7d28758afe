package dev.schemaregistry.connector.sqlite;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The comments people write into a {@code CREATE TABLE} statement, which SQLite keeps as text and nowhere else.
 *
 * <p>A comment belongs to the column whose definition stands before it on its line; one on lines of its own belongs to the column
 * that follows; one before the first column's line belongs to the table. Only comments, quotes and brackets are told apart (SQLite
 * manual, "SQL As Understood By SQLite: comment"); the names come from the engine, so a wrong guess loses a comment and invents
 * nothing.
 */
final class DeclaredComments {
    private final String sql;
    private final Map<String, String> byColumn = new HashMap<>();
    private final StringBuilder table = new StringBuilder();
    private final StringBuilder waiting = new StringBuilder();
    private final Set<String> columns;

    private int depth;
    private boolean startsDefinition;
    private boolean bodySeen;
    private boolean definitionSeen;
    private String current = "";
    private String lineOwner = "";

    private DeclaredComments(String sql, Set<String> columns) {
        this.sql = sql;
        this.columns = columns;
        read();
    }

    /** Reads a statement; {@code columns} are the names the engine gives, in lower case. */
    static DeclaredComments of(String sql, Set<String> columns) {
        return new DeclaredComments(sql, columns);
    }

    /** The table's own comment. */
    Optional<String> table() {
        return text(table.toString());
    }

    /** The comment of a column, its letter case ignored. */
    Optional<String> column(String name) {
        return text(byColumn.getOrDefault(name.toLowerCase(Locale.ROOT), ""));
    }

    private void read() {
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                at = comment(at + 2, end < 0 ? sql.length() : end, 0);
            } else if (sql.startsWith("/*", at)) {
                int end = sql.indexOf("*/", at + 2);
                at = comment(at + 2, end < 0 ? sql.length() : end, end < 0 ? 0 : 2);
            } else if (c == '\n') {
                lineOwner = "";
                at++;
            } else if (c == '"' || c == '\'' || c == '`' || c == '[') {
                at = word(at, quotedEnd(at, c == '[' ? ']' : c));
            } else if (Character.isLetterOrDigit(c) || c == '_' || c == '$' || c > 127) {
                at = word(at, plainEnd(at));
            } else {
                punctuation(c);
                at++;
            }
        }
    }

    private int comment(int from, int to, int closing) {
        String text = sql.substring(from, to).strip();
        if (!lineOwner.isEmpty()) {
            byColumn.merge(lineOwner, text, DeclaredComments::joined);
        } else if (!bodySeen || (!definitionSeen && waiting.isEmpty() && !ownLine(from))) {
            append(table, text);
        } else {
            append(waiting, text);
        }
        return to + closing;
    }

    private boolean ownLine(int at) {
        int start = sql.lastIndexOf('\n', at - 1) + 1;
        return sql.substring(start, at - 2).isBlank();
    }

    private int word(int from, int end) {
        if (depth == 1 && startsDefinition) {
            startsDefinition = false;
            definitionSeen = true;
            String name = unquoted(sql.substring(from, end)).toLowerCase(Locale.ROOT);
            current = columns.contains(name) ? name : "";
            if (!current.isEmpty() && !waiting.isEmpty()) {
                byColumn.merge(current, waiting.toString(), DeclaredComments::joined);
            }
            waiting.setLength(0);
        }
        lineOwner = depth >= 1 ? current : "";
        return end;
    }

    private void punctuation(char c) {
        if (c == '(') {
            depth++;
            startsDefinition |= depth == 1 && !bodySeen;
            bodySeen = true;
        } else if (c == ')') {
            depth--;
        } else if (c == ',' && depth == 1) {
            startsDefinition = true;
        }
    }

    private int plainEnd(int from) {
        int end = from;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || "_$".indexOf(sql.charAt(end)) >= 0)) {
            end++;
        }
        return Math.max(end, from + 1);
    }

    private int quotedEnd(int from, char close) {
        int end = sql.indexOf(close, from + 1);
        while (end >= 0 && close != ']' && end + 1 < sql.length() && sql.charAt(end + 1) == close) {
            end = sql.indexOf(close, end + 2);
        }
        return end < 0 ? sql.length() : end + 1;
    }

    private static String unquoted(String word) {
        char c = word.charAt(0);
        if (word.length() < 2 || "\"'`[".indexOf(c) < 0) {
            return word;
        }
        String inner = word.substring(1, word.length() - 1);
        return c == '[' ? inner : inner.replace("" + c + c, "" + c);
    }

    private static void append(StringBuilder builder, String text) {
        builder.append(builder.isEmpty() || text.isEmpty() ? "" : " ").append(text);
    }

    private static String joined(String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + ' ' + second;
    }

    private static Optional<String> text(String comment) {
        return comment.isBlank() ? Optional.empty() : Optional.of(comment);
    }
}
