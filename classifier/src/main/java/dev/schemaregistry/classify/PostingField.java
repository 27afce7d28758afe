package dev.schemaregistry.classify;

/** The kinds of text that are indexed apart, because they weigh differently. */
public enum PostingField {
    /** Identifiers: of a source, of a table (element 0), of fields. */
    NAME,
    /** The short first line of a comment, which reads like a second name. */
    LABEL,
    /** The rest of a comment. */
    COMMENT,
    /** Names and synonyms of ontology entities. */
    ENTITY,
    /** Enum labels and sampled values. */
    VALUE;

    private static final PostingField[] ALL = values();

    /** The field of an ordinal, without copying the array of all. */
    public static PostingField at(int ordinal) {
        return ALL[ordinal];
    }

    /** How many there are. */
    public static int count() {
        return ALL.length;
    }
}
