package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.SourceId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A question in a person's or an agent's words. The text is words, never query syntax.
 *
 * @param text at most {@link #MAX_CHARACTERS} characters; may be blank, then nothing fits
 * @param limit the most sources and the most tables to return, at least 1
 * @param allowedSources the only sources to look at; empty for all
 * @param strategy what to rank by; empty for the best that the classifier was given models for
 */
public record Question(String text, int limit, Set<SourceId> allowedSources, Optional<Strategy> strategy) {
    /** A longer text is no question; it is refused before any work is done. */
    public static final int MAX_CHARACTERS = 10_000;

    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 1_000;

    /** @throws InvalidRequestException with {@code INVALID_ARGUMENT} when the text is too long or the limit out of range */
    public Question {
        requireNonNull(text, "text");
        requireNonNull(strategy, "strategy");
        if (text.length() > MAX_CHARACTERS) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the question has " + text.length() + " characters; at most " + MAX_CHARACTERS
                            + " are read, so shorten it to what is asked");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT, "limit " + limit + " is out of range; use 1 to " + MAX_LIMIT);
        }
        allowedSources = java.util.Collections.unmodifiableSet(new TreeSet<>(allowedSources));
    }

    /** The question over all sources, ten results. */
    public static Question of(String text) {
        return new Question(text, DEFAULT_LIMIT, Set.of(), Optional.empty());
    }

    /** The same question with another limit. */
    public Question withLimit(int newLimit) {
        return new Question(text, newLimit, allowedSources, strategy);
    }

    /** The same question over some sources only. */
    public Question within(Collection<SourceId> sources) {
        return new Question(text, limit, Set.copyOf(sources), strategy);
    }

    /** The same question, ranked by this. */
    public Question by(Strategy wanted) {
        return new Question(text, limit, allowedSources, Optional.of(wanted));
    }
}
