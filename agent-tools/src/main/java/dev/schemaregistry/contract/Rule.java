package dev.schemaregistry.contract;

import dev.schemaregistry.contract.Finding.Level;

/**
 * Everything a contract check may find. The code follows SQLSTATE where the server would raise one; policy codes are ours and
 * begin with {@code POLICY_}. Rules are never reused for another meaning.
 */
public enum Rule {
    SYNTAX_ERROR("42601", Level.PARSE, "the text is not of the language"),

    UNKNOWN_TABLE("42P01", Level.NAMES, "a table that is not registered"),
    UNKNOWN_ALIAS("42P01", Level.NAMES, "a qualifier that is no table or alias in scope"),
    UNKNOWN_NAMESPACE("3F000", Level.NAMES, "a namespace that does not exist"),
    UNKNOWN_COLUMN("42703", Level.NAMES, "a column that no table in scope has"),
    AMBIGUOUS_COLUMN("42702", Level.NAMES, "a column that several tables in scope have"),
    AMBIGUOUS_ALIAS("42P09", Level.NAMES, "a qualifier that several tables in scope have"),
    DUPLICATE_ALIAS("42712", Level.NAMES, "the same alias twice in one FROM"),
    UNKNOWN_FUNCTION("42883", Level.NAMES, "a function that does not exist"),
    UNKNOWN_KEY("42601", Level.NAMES, "a key or word that such a request does not take"),
    UNKNOWN_TYPE("42704", Level.NAMES, "a type, collation, window or other object that does not exist"),

    NO_MATCHING_FUNCTION("42883", Level.TYPES, "no function of that name takes these arguments"),
    AMBIGUOUS_FUNCTION("42725", Level.TYPES, "several functions or operators fit equally well"),
    NO_MATCHING_OPERATOR("42883", Level.TYPES, "no operator of that name takes these operands"),
    IMPOSSIBLE_CAST("42846", Level.TYPES, "there is no conversion between these types"),
    TYPE_MISMATCH("42804", Level.TYPES, "a value of another type is needed"),
    INDETERMINATE_TYPE("42P18", Level.TYPES, "the type of a value can't be told"),

    GROUPING("42803", Level.SEMANTIC, "a column neither grouped nor aggregated, or an aggregate where none may stand"),
    WINDOWING("42P20", Level.SEMANTIC, "a window function where none may stand"),
    INVALID_REFERENCE(
            "42P10", Level.SEMANTIC, "an ORDER BY, GROUP BY or DISTINCT entry that is not in the select list"),
    COLUMN_COUNT("42601", Level.SEMANTIC, "different numbers of columns where they must be equal"),
    RECURSION("42P19", Level.SEMANTIC, "a recursive query of a form that is not allowed"),
    NOT_SUPPORTED("0A000", Level.SEMANTIC, "a combination the engine does not offer"),
    WRONG_OBJECT("42809", Level.SEMANTIC, "an object of the wrong kind, such as a plain function used as an aggregate"),
    UNBOUNDED_RESULT("UNBOUNDED_RESULT", Level.SEMANTIC, "a limit that does not limit"),
    PARAMETER("42P02", Level.SEMANTIC, "a parameter, where a complete query is needed"),
    NOT_INDEXED("NOT_INDEXED", Level.SEMANTIC, "a condition or order on a field without the index for it"),
    RATE_LIMIT("RATE_LIMIT", Level.ADVICE, "how often the source lets this be asked"),

    INVALID_CONSTANT("22P02", Level.VALUE, "a constant that its type does not take"),
    INVALID_MOMENT("22007", Level.VALUE, "a constant that is no date or time"),
    OUT_OF_RANGE("22003", Level.VALUE, "a number too large for its type"),

    POLICY_MULTIPLE_STATEMENTS("POLICY_MULTIPLE_STATEMENTS", Level.POLICY, "not exactly one statement"),
    POLICY_WRITE("POLICY_WRITE", Level.POLICY, "a statement that writes"),
    POLICY_NOT_A_READ("POLICY_NOT_A_READ", Level.POLICY, "a statement that is neither a read nor a write of rows"),
    POLICY_LOCKING("POLICY_LOCKING", Level.POLICY, "a read that locks rows"),
    POLICY_FUNCTION("POLICY_FUNCTION", Level.POLICY, "a function that is not on the allow-list"),
    POLICY_OPERATOR(
            "POLICY_OPERATOR", Level.POLICY, "an operator or cast that may call code that is not on the allow-list"),
    POLICY_UNREGISTERED_RELATION(
            "POLICY_UNREGISTERED_RELATION",
            Level.POLICY,
            "a system catalog or another relation that is not registered"),
    REQUIRED_SCOPE("REQUIRED_SCOPE", Level.ADVICE, "the right that the source demands for this"),
    POLICY_RESULT_SIZE("POLICY_RESULT_SIZE", Level.POLICY, "more asked for than a request may"),
    POLICY_RESOURCE(
            "POLICY_RESOURCE", Level.POLICY, "a read that would hold or exhaust memory or cursors of the server"),
    FIELD_WITHHELD("FIELD_WITHHELD", Level.POLICY, "a field that the column policy withholds"),
    NOT_READABLE("42501", Level.POLICY, "a table that the role of the source may not read"),
    POLICY_LIMIT("POLICY_LIMIT", Level.POLICY, "longer, deeper or slower to check than the limits allow"),

    ADVICE_CROSS_JOIN("ADVICE_CROSS_JOIN", Level.ADVICE, "tables that no condition connects"),
    ADVICE_JOIN_KEY("ADVICE_JOIN_KEY", Level.ADVICE, "a join that leaves out columns of the declared foreign key"),
    ADVICE_FAN_OUT("ADVICE_FAN_OUT", Level.ADVICE, "an aggregate over rows that a join repeats"),
    ADVICE_INDEX_UNUSED("ADVICE_INDEX_UNUSED", Level.ADVICE, "a filter that keeps an index from being used"),
    ADVICE_LOSSY_COMPARISON("ADVICE_LOSSY_COMPARISON", Level.ADVICE, "a comparison for equality of inexact numbers"),
    ADVICE_PERSONAL_DATA("ADVICE_PERSONAL_DATA", Level.ADVICE, "a result column that looks personal or secret"),
    ADVICE_SELECT_STAR("ADVICE_SELECT_STAR", Level.ADVICE, "all columns, whatever they are tomorrow"),
    ADVICE_NO_LIMIT("ADVICE_NO_LIMIT", Level.ADVICE, "a result without a bound on its rows"),

    CHECK_INCOMPLETE("CHECK_INCOMPLETE", Level.CHECKER, "the checker has no opinion on a part of the query");

    private final String code;
    private final Level level;
    private final String meaning;

    Rule(String code, Level level, String meaning) {
        this.code = code;
        this.level = level;
        this.meaning = meaning;
    }

    /** The SQLSTATE, or a word of our own. */
    public String code() {
        return code;
    }

    public Level level() {
        return level;
    }

    /** What the rule finds, in a few words. */
    public String meaning() {
        return meaning;
    }
}
