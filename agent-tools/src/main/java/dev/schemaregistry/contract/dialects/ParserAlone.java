package dev.schemaregistry.contract.dialects;

import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.Statements;
import net.sf.jsqlparser.statement.select.Select;

/**
 * What the parser of many dialects says of a text, without a schema. For comparison; nothing that it accepts is safe to run.
 * Thread-safe.
 */
public final class ParserAlone {
    private static final long PARSE_MILLIS = 1_500;

    /** Whether the text is exactly one SELECT, VALUES or TABLE. */
    public boolean isOneRead(String query) {
        try {
            Statements statements = CCJSqlParserUtil.parseStatements(query, parser -> parser.withTimeOut(PARSE_MILLIS));
            return statements.size() == 1 && statements.get(0) instanceof Select;
        } catch (JSQLParserException | RuntimeException | StackOverflowError refused) {
            return false;
        }
    }
}
