package dev.schemaregistry.classify;

/** The kinds of text that are indexed apart, because they weigh differently. */
public enum PostingField {
    /** Identifiers: of a source, of a table (element 0), of fields. */
    NAME(0),
    /** The short first line of a comment, which reads like a second name. */
    LABEL(1),
    /** The rest of a comment. */
    COMMENT(2),
    /** Names and synonyms of ontology entities. */
    ENTITY(3),
    /** Enum labels and sampled values. */
    VALUE(4);

    private static final PostingField[] ALL = values();

    private final int code;

    PostingField(int code) {
        this.code = code;
    }

    /** A small number for packing: 0, 1, 2 … in the order of declaration. */
    public int code() {
        return code;
    }

    /** The field of a code. */
    public static PostingField at(int code) {
        return ALL[code];
    }

    /** How many there are. */
    public static int count() {
        return ALL.length;
    }
}
