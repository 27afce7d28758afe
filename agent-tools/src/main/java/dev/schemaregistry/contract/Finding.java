package dev.schemaregistry.contract;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One thing to say about a query.
 *
 * @param rule the rule that was broken
 * @param line counted from 1; empty when the finding concerns the whole query
 * @param column counted in characters from 1
 * @param path what the finding is about, in the query's own names: {@code o.amuont}, {@code lower(integer)}; may be empty
 * @param message one sentence naming what was found; quotes the query, so hostile text
 * @param suggestions what may have been meant instead of {@code path}, best first, as to be written in the query
 * @param fix the one edit most likely to help
 */
public record Finding(
        Rule rule,
        Severity severity,
        OptionalInt line,
        OptionalInt column,
        String path,
        String message,
        List<String> suggestions,
        Optional<Edit> fix) {

    /** Errors first, then by place; findings about the whole query last of their severity. */
    public static final Comparator<Finding> BY_SEVERITY_AND_PLACE = Comparator.comparing(Finding::severity)
            .thenComparing(finding -> finding.line().orElse(Integer.MAX_VALUE))
            .thenComparing(finding -> finding.column().orElse(Integer.MAX_VALUE));

    public Finding {
        requireNonNull(rule, "rule");
        requireNonNull(severity, "severity");
        requireNonNull(line, "line");
        requireNonNull(column, "column");
        requireNonNull(path, "path");
        requireNonNull(message, "message");
        requireNonNull(fix, "fix");
        suggestions = List.copyOf(suggestions);
    }

    /** An error about the whole query. */
    public static Finding error(Rule rule, String message) {
        return new Finding(
                rule,
                Severity.ERROR,
                OptionalInt.empty(),
                OptionalInt.empty(),
                "",
                message,
                List.of(),
                Optional.empty());
    }

    /** A warning about the whole query that the checker did not look at all of it. */
    public static Finding incomplete(String message) {
        return new Finding(
                Rule.CHECK_INCOMPLETE,
                Severity.WARNING,
                OptionalInt.empty(),
                OptionalInt.empty(),
                "",
                message,
                List.of(),
                Optional.empty());
    }

    /** A warning that the checker failed. */
    public static Finding incomplete(Throwable cause) {
        return incomplete(
                "the checker has no opinion on this query (" + cause.getClass().getSimpleName() + ")");
    }

    /** The code a caller may key on: a SQLSTATE, or a word of our own such as {@code POLICY_WRITE}. */
    public String code() {
        return rule.code();
    }

    public Level level() {
        return rule.level();
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** How bad. */
    public enum Severity {
        ERROR,
        WARNING,
        INFO
    }

    /** What kind of knowledge found it. */
    public enum Level {
        /** The text is not of the language. */
        PARSE,
        /** A table, field, alias or function does not exist, or is not unique. */
        NAMES,
        /** An operand, argument or cast does not fit. */
        TYPES,
        /** Grouping, ordering, number of columns. */
        SEMANTIC,
        /** A constant that fails when evaluated. */
        VALUE,
        /** Not one pure read of registered tables with allowed functions. */
        POLICY,
        /** Nothing wrong, but seldom what was meant, or costly; never refuses a query. */
        ADVICE,
        /** The checker itself. */
        CHECKER
    }

    /**
     * A change to the query's text.
     *
     * @param start first character to replace, counted from 0
     * @param end one behind the last
     */
    public record Edit(int start, int end, String replacement) {
        public Edit {
            requireNonNull(replacement, "replacement");
            if (start < 0 || end < start) {
                throw new IllegalArgumentException("edit from " + start + " to " + end + " is not a range");
            }
        }

        /** The query after the change. */
        public String applyTo(String text) {
            return text.substring(0, start) + replacement + text.substring(end);
        }
    }
}
