package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.SourceId;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A search for tables and fields by words. The text is words, never query syntax.
 *
 * @param text at most {@link Question#MAX_CHARACTERS} characters
 * @param sources the only sources to look at; empty for all
 * @param offset hits to skip
 * @param limit the most hits to return, 1 to 1,000
 */
public record SchemaSearch(String text, Set<SourceId> sources, int offset, int limit) {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 1_000;

    /** @throws InvalidRequestException with {@code INVALID_ARGUMENT} when something is out of range */
    public SchemaSearch {
        requireNonNull(text, "text");
        if (text.length() > Question.MAX_CHARACTERS) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the search text has " + text.length() + " characters; at most " + Question.MAX_CHARACTERS
                            + " are read, so give a few words");
        }
        if (offset < 0 || limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "offset " + offset + " and limit " + limit
                            + " are out of range; use offset 0 or more and limit 1 to " + MAX_LIMIT);
        }
        sources = Collections.unmodifiableSet(new TreeSet<>(sources));
    }

    /** The first twenty hits over all sources. */
    public static SchemaSearch of(String text) {
        return new SchemaSearch(text, Set.of(), 0, DEFAULT_LIMIT);
    }
}
