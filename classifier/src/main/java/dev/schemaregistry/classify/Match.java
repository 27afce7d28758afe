package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

/**
 * One word of the question explained by one place of a table.
 *
 * @param word the word or words as the question writes them; empty where the question as a whole is meant
 * @param place what kind of place it was found in
 * @param element the name found there: a table, field, entity or source, as its source spells it; hostile text
 * @param weight how much it counted, comparable within one classification
 */
public record Match(String word, Place place, String element, double weight) {
    public Match {
        requireNonNull(word, "word");
        requireNonNull(place, "place");
        requireNonNull(element, "element");
    }
}
