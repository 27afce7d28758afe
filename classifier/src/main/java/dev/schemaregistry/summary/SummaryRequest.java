package dev.schemaregistry.summary;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.util.List;

/**
 * What to summarise within how many tokens.
 *
 * @param tables most important first; that order is kept
 * @param maxTokens the hard limit, in tokens of the {@code o200k_base} encoding; at least {@link #MIN_TOKENS}
 */
public record SummaryRequest(List<SummaryTable> tables, SummaryLevel level, SummaryFormat format, int maxTokens) {
    /** Less has no room for the fence and for saying what was cut. */
    public static final int MIN_TOKENS = 64;

    /** @throws InvalidRequestException with {@code INVALID_ARGUMENT} when the budget is too small */
    public SummaryRequest {
        requireNonNull(level, "level");
        requireNonNull(format, "format");
        tables = List.copyOf(tables);
        if (maxTokens < MIN_TOKENS) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "a budget of " + maxTokens + " tokens is too small for a schema; give at least " + MIN_TOKENS);
        }
    }
}
