package dev.schemaregistry.classify;

/** What speaks for a source, each a number; how much it counts stands in a {@link RankingModel}. */
public enum SourceSignal {
    /** What all its tables explain, each word by its best place and by its rarity; not a share, as longer questions tell more. */
    EVIDENCE,
    /** What its best table explains alone. */
    BEST_TABLE,
    /** What its best table, or its best two that a foreign key connects, explain. */
    BEST_PAIR,
    /** How many words some other source explains and this one does not. */
    MISSING,
    /** What words weigh that stand close in the question and together in one of its names. */
    PHRASES,
    /** What its own id and description explain. */
    SOURCE_NAME,
    /** How many of its tables explain something, logarithm. */
    TABLES_MATCHED,
    /** How many fields it has, logarithm, times what the question's words weigh: a larger source has more words by chance. */
    SIZE
}
