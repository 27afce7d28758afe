package dev.schemaregistry.classify;

/**
 * The numbers of {@link Remembering}, all in one place. Chosen on three of five folds of open training questions; what they reach is
 * in docs/feedback.md.
 *
 * @param alike similarity from which a remembered question says something, 0 to 1
 * @param same similarity from which it is the same question in other words
 * @param certain log odds for what was confirmed for the same question, and downwards for what was rejected
 * @param source log odds for a source confirmed for a question almost the same, less for one less alike
 * @param table the same for a table
 * @param rejected the same, downwards, for what was rejected
 * @param further what each further remembered question counts of the one before; three are looked at
 * @param word log odds for a word that a source's remembered questions have and its schema does not, by the word's rarity
 * @param doubt how many times a word must be said to count half
 */
record MemoryWeights(
        double alike,
        double same,
        double certain,
        double source,
        double table,
        double rejected,
        double further,
        double word,
        double doubt) {
    static final MemoryWeights DEFAULT = new MemoryWeights(0.35, 0.95, 6.0, 3.0, 2.0, 3.0, 0.5, 1.5, 1.0);

    /** How much a similarity counts, as a share of the log odds: 0 to 1, and more for the same question. */
    double strength(double similarity, double odds) {
        return similarity >= same ? certain / odds : Math.max(0, (similarity - alike) / (1 - alike));
    }
}
