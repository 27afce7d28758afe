package dev.schemaregistry.classify;

/**
 * What speaks for a table to join the answer, given the tables that are in it already, each a number; how much it counts stands
 * in a {@link RankingModel}. Shares are of what the question's words weigh by their rarity.
 */
public enum TableSignal {
    /** Always 1. */
    BASE,
    /** The share that its fields explain better than the set does. */
    FIELD_GAIN,
    /** The share that it explains alone. */
    OWN,
    /** How much of its own name the question has; less when the words stand apart. */
    NAMED,
    /** How much more than the names of tables in the set that share its words. */
    NEWLY_NAMED,
    /** How many words its fields add, at most two, where the question names it. */
    NAMED_WITH_FIELD,
    /** The share that the set leaves open. */
    OPEN,
    /** Of what the set leaves open, what it explains. */
    SHARE_OF_OPEN,
    /** Of what its source could add to the set, what it explains. */
    SHARE_OF_POSSIBLE,
    /** The weightiest word that it adds. */
    BEST_WORD,
    /** For how many words it is the best place of its source. */
    OWNS_WORDS,
    /** How many words it explains as well as the set does. */
    TIES,
    /** A table is needed between the set and it. */
    BRIDGED,
    /** What the table between explains alone. */
    BRIDGE_OWN,
    /** That table mostly connects others. */
    BRIDGE_LINKING,
    /** No foreign keys lead to it, not even over another table. */
    APART,
    /** How many tables the set has beyond the first. */
    SET_SIZE,
    /** How many tables it is connected with, logarithm. */
    LINKS,
    /** A field of the set has its name, as a foreign key would. */
    HELD_BY_FIELD,
    /** Words written like values, which no name explains. */
    VALUE_WORDS,
    /** The same, where it has a field for names and the set has none. */
    VALUES_TO_NAME,
    /** How many words the question has, logarithm, from about the middle. */
    WORDS,
    /** The same, times how many tables the set has beyond the first: longer questions need more. */
    WORDS_TO_GROW,
    /** Names of people or places in the question, at most two. */
    PROPER_NAMES,
    /** The same, where it has a field for names and the set has none. */
    PROPER_NAMES_TO_NAME,
    /** The question has all of its name. */
    NAMED_WHOLLY,
    /** What it explains better than the set does, not as a share. */
    GAIN,
    /** It mostly connects other tables. */
    LINKING,
    /** A table of the set that mostly connects others refers to it. */
    LINKED
}
