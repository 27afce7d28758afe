package dev.schemaregistry.thesaurus;

import static java.util.Objects.requireNonNull;

/**
 * A word that is near in meaning to another.
 *
 * @param word one word, lower case, in its base form
 * @param nearness from 0.4 for a distant one to 0.9 for a synonym in the most frequent sense
 */
public record Related(String word, double nearness) {
    public Related {
        requireNonNull(word, "word");
    }
}
