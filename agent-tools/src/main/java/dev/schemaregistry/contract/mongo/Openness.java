package dev.schemaregistry.contract.mongo;

/** What it means when a document's shape lacks a name. */
enum Openness {
    /** All names are known: declared, or made by the query itself. */
    CLOSED,
    /** Seen in a sample: others may exist. */
    SAMPLED,
    /** Nothing is known of other names. */
    OPEN;

    Openness weaker(Openness other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
