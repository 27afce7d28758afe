package dev.schemaregistry.connector.sqlite;

import java.util.List;
import java.util.regex.Pattern;

/**
 * SQLite has one result code for everything that is wrong with a statement, and a message. The codes here are those that the SQL
 * standard and PostgreSQL have for the same, so that an agent needs to learn them once.
 */
final class EngineMessages {
    private record Rule(Pattern message, String code) {}

    /** The first that is found counts. */
    private static final List<Rule> RULES = List.of(
            rule("^no such (table|view)|^no such table", "42P01"),
            rule("^no such column|has no column named|^cannot join using column|^table .* has no column", "42703"),
            rule("^ambiguous column name", "42702"),
            rule("^no such function|^wrong number of arguments to function|is not a function", "42883"),
            rule("^no such collation|^no such index|^no such window", "42704"),
            rule("^misuse of|^a GROUP BY clause is required|aggregate", "42803"),
            rule("(ORDER|GROUP) BY term", "42P10"),
            rule(
                    "do not have the same number of (result columns|values|terms)|sub-select returns|^row value misused",
                    "42601"),
            rule("syntax error|^incomplete input|^unrecognized token|^near ", "42601"),
            rule("^circular reference|^recursive", "42P19"),
            rule("^not authorized|^unsafe use|prohibited", "42501"),
            rule("^parser stack overflow|too (large|many|deep|big)", "54001"));

    private static final String OTHER = "SQLITE_ERROR";

    private EngineMessages() {}

    static String code(String message) {
        return RULES.stream()
                .filter(rule -> rule.message().matcher(message).find())
                .map(Rule::code)
                .findFirst()
                .orElse(OTHER);
    }

    private static Rule rule(String pattern, String code) {
        return new Rule(Pattern.compile(pattern), code);
    }
}
