package dev.schemaregistry.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a source said about a query it did not run.
 *
 * @param code SQLSTATE such as {@code 42703}, or the word that the contract check has for the same; empty when accepted
 * @param message the source's words, one line, without secrets; hostile text
 * @param hint the source's advice; may be empty
 * @param position place of the error in the query, counted in characters from 1
 * @param plan the plan in a few lines; empty when refused
 * @param cost the planner's cost in its own unit
 * @param rows the planner's row estimate
 * @param columns the result's columns
 */
public record DryRunReport(
        Verdict verdict,
        String code,
        String message,
        String hint,
        OptionalInt position,
        Optional<String> plan,
        OptionalDouble cost,
        OptionalDouble rows,
        List<Column> columns) {

    public DryRunReport {
        requireNonNull(verdict, "verdict");
        requireNonNull(code, "code");
        requireNonNull(message, "message");
        requireNonNull(hint, "hint");
        requireNonNull(position, "position");
        requireNonNull(plan, "plan");
        requireNonNull(cost, "cost");
        requireNonNull(rows, "rows");
        columns = List.copyOf(columns);
    }

    /** Refused by the source. */
    public static DryRunReport rejected(String code, String message, String hint, OptionalInt position) {
        return new DryRunReport(
                Verdict.REJECTED,
                code,
                message,
                hint,
                position,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());
    }

    /** No opinion of the source, and why. */
    public static DryRunReport unverified(String code, String message, String hint) {
        return new DryRunReport(
                Verdict.UNVERIFIED,
                code,
                message,
                hint,
                OptionalInt.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());
    }

    /** Accepted by a source that tells neither cost nor columns. */
    public static DryRunReport accepted(String plan, OptionalDouble rows) {
        return new DryRunReport(
                Verdict.ACCEPTED,
                "",
                "",
                "",
                OptionalInt.empty(),
                Optional.of(plan),
                OptionalDouble.empty(),
                rows,
                List.of());
    }

    /** The source's opinion. */
    public enum Verdict {
        ACCEPTED,
        REJECTED,
        /** The source gave no opinion: it ran out of its time limit, or the query is not of a kind it can check. */
        UNVERIFIED
    }

    /** A column of the result, with the source's type name. */
    public record Column(String name, String nativeType) {}
}
