package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

/**
 * What was learned of the words that people use in questions.
 *
 * @param associations which words of schemas they mean besides
 * @param trust how far they can be trusted to name something
 */
public record Vocabulary(Associations associations, Trust trust) {
    /** Nothing was learned. */
    public static final Vocabulary NONE = new Vocabulary(Associations.NONE, Trust.ALL);

    public Vocabulary {
        requireNonNull(associations, "associations");
        requireNonNull(trust, "trust");
    }
}
