package dev.schemaregistry.connector.sqlite;

import dev.schemaregistry.connector.sqlite.SqlTokens.Kind;
import dev.schemaregistry.connector.sqlite.SqlTokens.Token;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The comments people write into a {@code CREATE TABLE} statement, which SQLite keeps as text and nowhere else.
 *
 * <p>A comment belongs to the column whose definition stands before it on its line; one on lines of its own belongs to the column
 * that follows; one before the first column's line belongs to the table. The names come from the engine, so a wrong guess loses a
 * comment and invents nothing.
 */
final class DeclaredComments {
    private final String sql;
    private final Set<String> columns;
    private final Map<String, String> byColumn = new HashMap<>();
    private String table = "";
    private String waiting = "";
    private String current = "";
    private boolean definitionSeen;
    private boolean startsDefinition;
    private int depth;

    private DeclaredComments(String sql, Set<String> columns) {
        this.sql = sql;
        this.columns = columns;
    }

    /** Reads a statement; {@code columns} are the names the engine gives, in lower case. */
    static DeclaredComments of(String sql, Set<String> columns) {
        DeclaredComments comments = new DeclaredComments(sql, columns);
        List<Token> tokens = SqlTokens.of(sql);
        for (int i = 0; i < tokens.size(); i++) {
            comments.read(tokens.get(i), i == 0 ? 0 : tokens.get(i - 1).end());
        }
        return comments;
    }

    /** The table's own comment. */
    Optional<String> table() {
        return Optional.of(table).filter(text -> !text.isEmpty());
    }

    /** The comment of a column, its letter case ignored. */
    Optional<String> column(String name) {
        return Optional.ofNullable(byColumn.get(name.toLowerCase(Locale.ROOT)));
    }

    private void read(Token token, int endOfBefore) {
        if (token.kind() == Kind.COMMENT) {
            boolean sameLine = sql.substring(endOfBefore, token.start()).indexOf('\n') < 0;
            readComment(words(token), sameLine);
            return;
        }
        boolean separates = depth == 1 && token.isSymbol(',');
        if (depth == 1 && startsDefinition && !separates) {
            startDefinition(token);
        }
        int before = depth;
        depth += CreateStatement.step(token);
        startsDefinition |= separates || (before == 0 && depth == 1);
    }

    private void startDefinition(Token first) {
        String name = first.name().toLowerCase(Locale.ROOT);
        current = columns.contains(name) ? name : "";
        add(waiting);
        waiting = "";
        startsDefinition = false;
        definitionSeen = true;
    }

    private void readComment(String words, boolean sameLine) {
        if (depth == 0 || (!definitionSeen && sameLine && waiting.isEmpty())) {
            table = join(table, words);
        } else if (sameLine && waiting.isEmpty()) {
            add(words);
        } else {
            waiting = join(waiting, words);
        }
    }

    private void add(String words) {
        if (!words.isEmpty() && !current.isEmpty()) {
            byColumn.merge(current, words, DeclaredComments::join);
        }
    }

    private static String join(String one, String other) {
        return (one + ' ' + other).strip();
    }

    /** What is written, without the marks of a comment and those that people decorate its lines with. */
    private static String words(Token comment) {
        String raw = comment.raw();
        String inner = raw.startsWith("--") ? raw.substring(2) : raw.replaceAll("^/\\*+|\\*+/$", "");
        return inner.replaceAll("(?m)^\\s*[*-]+(?=\\s|$)", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
