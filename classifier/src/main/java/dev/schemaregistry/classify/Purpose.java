package dev.schemaregistry.classify;

import dev.schemaregistry.model.TableKind;

/** What a source is for in a question, by the kind of its best table. */
public enum Purpose {
    RELATIONAL_QUERY("relational query"),
    DOCUMENT_LOOKUP("document lookup"),
    VECTOR_SIMILARITY("vector similarity"),
    MESSAGES("messages"),
    FILES("files");

    private final String words;

    Purpose(String words) {
        this.words = words;
    }

    /** Two or three words for a person. */
    public String words() {
        return words;
    }

    static Purpose of(TableKind kind) {
        return switch (kind) {
            case TABLE, PARTITIONED_TABLE, FOREIGN_TABLE, VIRTUAL_TABLE, VIEW, MATERIALIZED_VIEW -> RELATIONAL_QUERY;
            case COLLECTION, TIME_SERIES -> DOCUMENT_LOOKUP;
            case VECTOR_COLLECTION -> VECTOR_SIMILARITY;
            case CHANNEL, TOPIC, STREAM -> MESSAGES;
            case FILE -> FILES;
        };
    }
}
