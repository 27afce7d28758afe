package dev.schemaregistry.connector.sqlite;

import dev.schemaregistry.connector.sqlite.SqlTokens.Kind;
import dev.schemaregistry.connector.sqlite.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of a CREATE statement as SQLite keeps it, for what SQLite has no pragma for: checks, collations, generating expressions,
 * AUTOINCREMENT, indexed expressions, predicates. The statement was accepted by SQLite, so that a reserved word outside of inner
 * parentheses can only mean one thing.
 */
record CreateStatement(String sql, List<Token> tokens) {

    static CreateStatement of(String sql) {
        return new CreateStatement(
                sql,
                SqlTokens.of(sql).stream()
                        .filter(token -> token.kind() != Kind.COMMENT)
                        .toList());
    }

    /** A part of the statement between two commas of the outer parentheses. */
    record Definition(CreateStatement statement, List<Token> tokens) {
        /** The first word: a column's name, or the start of a constraint. */
        Token first() {
            return tokens.get(0);
        }

        boolean has(String keyword) {
            return indexOf(keyword, 0).isPresent();
        }

        /** The place of a keyword outside of inner parentheses. */
        Optional<Integer> indexOf(String keyword, int from) {
            int depth = 0;
            for (int i = 0; i < tokens.size(); i++) {
                depth += step(tokens.get(i));
                if (depth == 0 && i >= from && tokens.get(i).is(keyword)) {
                    return Optional.of(i);
                }
            }
            return Optional.empty();
        }

        /** The name behind a keyword, such as a collation's behind COLLATE. */
        Optional<String> nameAfter(String keyword) {
            return indexOf(keyword, 0)
                    .filter(i -> i + 1 < tokens.size())
                    .map(i -> tokens.get(i + 1).name());
        }

        /** The text inside of the parentheses that follow a place. */
        Optional<String> parenthesized(int place) {
            if (place >= tokens.size() || !tokens.get(place).isSymbol('(')) {
                return Optional.empty();
            }
            int depth = 0;
            for (int i = place; i < tokens.size(); i++) {
                depth += step(tokens.get(i));
                if (depth == 0) {
                    return Optional.of(statement.text(
                            tokens.get(place).end(), tokens.get(i).start()));
                }
            }
            return Optional.empty();
        }

        /** The text of the tokens up to a place. */
        String textUpTo(int place) {
            return statement.text(first().start(), tokens.get(place - 1).end());
        }
    }

    /** The parts of the first parentheses, as of a table's columns or an index's. */
    List<Definition> definitions() {
        List<Definition> definitions = new ArrayList<>();
        List<Token> part = new ArrayList<>();
        int depth = 0;
        for (Token token : tokens) {
            int before = depth;
            depth += step(token);
            boolean ends = before == 1 && (depth == 0 || token.isSymbol(','));
            if (ends && !part.isEmpty()) {
                definitions.add(new Definition(this, List.copyOf(part)));
                part.clear();
            }
            if (before == 1 && depth == 0) {
                break;
            }
            if (before > 0 && !ends) {
                part.add(token);
            }
        }
        return definitions;
    }

    /** The text behind the first keyword outside of parentheses, as a view's query behind AS. */
    Optional<String> textAfter(String keyword) {
        int depth = 0;
        for (Token token : tokens) {
            depth += step(token);
            if (depth == 0 && token.is(keyword)) {
                return Optional.of(text(token.end(), sql.length()));
            }
        }
        return Optional.empty();
    }

    private String text(int from, int to) {
        return sql.substring(from, to).strip();
    }

    static int step(Token token) {
        if (token.isSymbol('(')) {
            return 1;
        }
        return token.isSymbol(')') ? -1 : 0;
    }
}
