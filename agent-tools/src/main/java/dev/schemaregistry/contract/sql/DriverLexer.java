package dev.schemaregistry.contract.sql;

import java.sql.SQLException;
import org.postgresql.core.Parser;

/** How many statements the JDBC driver would send for a text: it splits texts by a lexer of its own. */
final class DriverLexer {
    private static final int NONE = 0;
    private static final int UNREADABLE = -1;

    private DriverLexer() {}

    /** The number of statements; negative when the driver can't tell. */
    static int statements(String text) {
        try {
            return (int) Parser.parseJdbcSql(text, true, true, true, false, false).stream()
                    .filter(part -> !part.nativeSql.isBlank())
                    .count();
        } catch (SQLException refused) {
            return text.isBlank() ? NONE : UNREADABLE;
        }
    }
}
