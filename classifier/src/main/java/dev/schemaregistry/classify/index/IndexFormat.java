package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.PostingField;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;

/** Names inside the index and the mark of its format. */
final class IndexFormat {
    /** The unique key of a document. */
    static final String KEY = "key";
    /** The id of the source that a table document belongs to. */
    static final String OWNER = "owner";
    /** Exact names of the entities that a table document holds. */
    static final String ENTITY_NAME = "entityName";
    /** What the directory needs of a document. */
    static final String HEAD = "head";
    /** Stored: field names in element order, from element 1. */
    static final String FIELD_NAMES = "fieldNames";
    /** Stored: entity names in element order. */
    static final String ENTITY_NAMES = "entityNames";
    /** Stored: for each value element the number of the field that holds it, from 1. */
    static final String VALUE_FIELDS = "valueFields";
    /** Stored: the field of a primary key of one field. */
    static final String KEY_FIELDS = "keyFields";

    /** Commit data: {@link #mark()} when it was written. */
    static final String MARK = "format";
    /** Commit data: the last event that the index has seen. */
    static final String SEQUENCE = "sequence";
    /** Commit data: what tells the registry that was indexed from others. */
    static final String ORIGIN = "origin";

    /** Raise it when the form of documents or positions changes. */
    private static final int VERSION = 3;

    private static final String[] POSTINGS = Arrays.stream(PostingField.values())
            .map(field -> "p_" + field.name().toLowerCase(Locale.ROOT))
            .toArray(String[]::new);

    private IndexFormat() {}

    /** The field that holds the words of one kind of text. */
    static String postings(PostingField field) {
        return POSTINGS[field.code()];
    }

    /** Changes with the version and with the word lists, since both change what is in the index. */
    static String mark() {
        CRC32 lists = new CRC32();
        for (String name : new String[] {"abbreviations.txt", "stop-words.txt"}) {
            DataFile.lines(name).forEach(line -> lists.update(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        return VERSION + "-" + Long.toHexString(lists.getValue());
    }
}
