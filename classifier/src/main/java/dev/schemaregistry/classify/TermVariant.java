package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

/**
 * Another way to find a word in the index.
 *
 * @param term the index term
 * @param quality how near it is to the word typed, 0 to 1
 */
public record TermVariant(String term, double quality) {
    public TermVariant {
        requireNonNull(term, "term");
    }
}
