package dev.schemaregistry.contract.sql;

import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.Parser;

/** Which statements the JDBC driver would send for a text: it splits texts by a lexer of its own. */
final class DriverLexer {
    private DriverLexer() {}

    /** The parts that are not blank, comments among them; empty when there are none or the driver can't tell. */
    static List<String> statements(String text) {
        try {
            return Parser.parseJdbcSql(text, true, true, true, false, false).stream()
                    .map(part -> part.nativeSql)
                    .filter(part -> !part.isBlank())
                    .toList();
        } catch (SQLException refused) {
            return List.of();
        }
    }
}
