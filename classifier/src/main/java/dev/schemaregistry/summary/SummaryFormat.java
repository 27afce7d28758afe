package dev.schemaregistry.summary;

/** The notation of a summary. */
public enum SummaryFormat {
    /** Compact, close to what models know from {@code CREATE TABLE}; the fewest tokens. */
    DDL,
    MARKDOWN,
    /** One JSON object. */
    JSON
}
