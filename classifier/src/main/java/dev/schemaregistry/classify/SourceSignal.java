package dev.schemaregistry.classify;

/**
 * What speaks for a source, each a number; how much it counts stands in a {@link RankingModel}. Few on purpose: whatever tells more
 * of a source than of the question was learned by heart, and did not help with sources never seen.
 */
public enum SourceSignal {
    /** What all its tables explain, each word by its best place and by its rarity; not a share, as longer questions tell more. */
    EVIDENCE,
    /** What its best table explains alone. */
    BEST_TABLE,
    /** What its best table, or its best two that a foreign key connects, explain. */
    BEST_PAIR,
    /** How many fields it has, logarithm: a larger source has more words by chance. */
    FIELDS
}
