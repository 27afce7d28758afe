package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.Rule;
import java.util.List;

/** Calls that return sets, where one value is needed. */
final class SetCalls {
    /** Ends the text of such a call. */
    static final String MARK = "()*";

    private SetCalls() {}

    static void forbid(List<Expression> parts, String words, CheckSession session) {
        for (Expression part : parts) {
            if (part.kind() == Expression.Kind.SUBQUERY) {
                continue;
            }
            if (part.kind() == Expression.Kind.CALL && part.text().endsWith(MARK)) {
                session.error(
                        Rule.NOT_SUPPORTED,
                        part.location(),
                        part.text(),
                        "set-returning functions are not allowed in " + words);
                return;
            }
            forbid(part.parts(), words, session);
        }
    }
}
