package dev.schemaregistry.model;

/** What a table is at its source; "table" is the neutral noun for all of them. */
public enum TableKind {
    TABLE("table"),
    PARTITIONED_TABLE("partitioned table"),
    FOREIGN_TABLE("foreign table"),
    VIRTUAL_TABLE("virtual table"),
    VIEW("view"),
    MATERIALIZED_VIEW("materialized view"),
    COLLECTION("collection"),
    TIME_SERIES("time series collection"),
    VECTOR_COLLECTION("vector collection"),
    CHANNEL("channel"),
    TOPIC("topic"),
    FILE("file"),
    STREAM("stream");

    private final String nativeWord;

    TableKind(String nativeWord) {
        this.nativeWord = nativeWord;
    }

    /** The word people use at the source. */
    public String nativeWord() {
        return nativeWord;
    }

    /** Whether its rows are computed from other tables. */
    public boolean isView() {
        return this == VIEW || this == MATERIALIZED_VIEW;
    }
}
