package dev.schemaregistry.classify;

/** What speaks for the best source answering the question at all, each a number; how much it counts stands in a {@link RankingModel}. */
public enum AnswerSignal {
    /** Always 1; stands first. */
    BASE,
    /** The share of the question that it explains, unknown words counting too. */
    SHARE,
    /** What it explains, counted in words that one source alone has, so that catalogs of any size are alike. */
    EVIDENCE,
    /** The share that its best table explains alone. */
    BEST_TABLE_SHARE,
    /** How much of the best-named table's name the question has. */
    NAMED,
    /** How likely its likeliest table is meant, as the logarithm of the odds. */
    FIRST_TABLE,
    /** How many words it explains. */
    WORDS,
    /** How many words no source explains and that are not written like values. */
    UNKNOWN_WORDS,
    /** How many words some other source explains and it does not. */
    MISSING
}
