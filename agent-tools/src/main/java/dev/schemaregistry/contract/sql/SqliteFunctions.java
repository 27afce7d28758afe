package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.sql.SqliteLexer.Token;
import java.util.Set;

/** Words SQLite knows. */
final class SqliteFunctions {
    /** Functions of the allow-list. */
    static final Set<String> NAMES = WordList.read("sqlite-functions.txt");

    /** Words that are no alias without quotes, after sqlite.org/lang_keywords.html. */
    static final Set<String> KEYWORDS = WordList.read("sqlite-keywords.txt");

    private SqliteFunctions() {}

    static boolean isKeyword(Token token) {
        return token.kind() == SqliteLexer.Kind.IDENTIFIER && KEYWORDS.contains(token.folded());
    }
}
