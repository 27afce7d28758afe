package dev.schemaregistry.classify;

/** Where in the registry a word was found. */
public enum Place {
    /** The id of a source. */
    SOURCE("source"),
    /** The description of a source. */
    SOURCE_DESCRIPTION("source description"),
    /** The name of a table. */
    TABLE("table"),
    /** The name of a field. */
    FIELD("field"),
    /** A comment on a table, its short first line included. */
    TABLE_COMMENT("table comment"),
    /** A comment on a field, its short first line included. */
    FIELD_COMMENT("field comment"),
    /** The name or a synonym of an ontology entity that the table holds. */
    ENTITY("entity"),
    /** A value that a field is known to hold, such as an enum label. */
    VALUE("value"),
    /** A question like it, of which people said that it is answered there. */
    REMEMBERED("remembered question"),
    /** Not a word: the whole question is near in meaning to the table. */
    MEANING("meaning");

    private final String word;

    Place(String word) {
        this.word = word;
    }

    /** The word for it in a sentence. */
    public String word() {
        return word;
    }
}
