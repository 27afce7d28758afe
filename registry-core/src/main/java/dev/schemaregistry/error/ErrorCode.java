package dev.schemaregistry.error;

/** What went wrong, stable across releases, and on whose side. Codes are never reused. */
public enum ErrorCode {
    UNKNOWN_SOURCE(Side.CALLER),
    UNKNOWN_TABLE(Side.CALLER),
    UNKNOWN_VERSION(Side.CALLER),
    UNKNOWN_ENTITY(Side.CALLER),
    UNKNOWN_FEEDBACK(Side.CALLER),
    AMBIGUOUS_NAME(Side.CALLER),
    INVALID_ARGUMENT(Side.CALLER),
    INVALID_URI(Side.CALLER),
    INVALID_CONFIGURATION(Side.CALLER),
    UNSUPPORTED(Side.CALLER),
    VERSION_CONFLICT(Side.CALLER),
    LEASE_LOST(Side.CALLER),
    UNRESOLVED_SECRET(Side.CALLER),
    SOURCE_UNREACHABLE(Side.SOURCE),
    SOURCE_DENIED(Side.SOURCE),
    SOURCE_FAILED(Side.SOURCE),
    SOURCE_TIMEOUT(Side.SOURCE),
    STORE_FOREIGN(Side.STORE),
    STORE_CORRUPT(Side.STORE),
    STORE_EMPTY(Side.STORE),
    STORE_NEWER(Side.STORE),
    STORE_BUSY(Side.STORE),
    STORE_FULL(Side.STORE),
    STORE_UNREACHABLE(Side.STORE),
    STORE_FAILED(Side.STORE),
    INDEX_FAILED(Side.STORE);

    private final Side side;

    ErrorCode(Side side) {
        this.side = side;
    }

    /** Who can do something about it. */
    public Side side() {
        return side;
    }

    /** Who can do something about an error. */
    public enum Side {
        CALLER,
        SOURCE,
        STORE
    }
}
