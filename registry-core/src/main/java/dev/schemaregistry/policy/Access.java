package dev.schemaregistry.policy;

/** How much of a field may be known. */
enum Access {
    SHOWN,
    /** Name and type. */
    MASKED,
    /** Nothing. */
    HIDDEN;

    Access strictest(Access other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
