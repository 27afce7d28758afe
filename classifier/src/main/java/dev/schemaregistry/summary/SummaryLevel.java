package dev.schemaregistry.summary;

/** How much of each table a summary shows, as long as the budget lasts. */
public enum SummaryLevel {
    /** Table names only. */
    NAMES,
    /** Fields with types and keys on one line a table. */
    SUMMARY,
    /** A line a field: also comments, nullability and defaults. */
    FULL
}
