package dev.schemaregistry.tools;

import dev.schemaregistry.error.ErrorCode;

/** What to do next, by what went wrong. */
final class Refusals {
    /** A failure of ours that no code foresees. */
    static final String INTERNAL = "INTERNAL";

    private Refusals() {}

    static String next(ErrorCode code) {
        return switch (code) {
            case UNKNOWN_SOURCE -> "call list_sources for the ids";
            case UNKNOWN_TABLE, AMBIGUOUS_NAME -> "call search_schema for the table's full name";
            case UNKNOWN_VERSION -> "leave version out for the current schema, or call schema_changes";
            case UNKNOWN_ENTITY, UNKNOWN_FEEDBACK -> "call search_schema with other words";
            case INVALID_ARGUMENT -> "correct the argument and call again";
            case UNSUPPORTED -> "go on without this check, and say so";
            case INVALID_URI, INVALID_CONFIGURATION, UNRESOLVED_SECRET ->
                "ask the operator to correct the source's configuration";
            case SOURCE_UNREACHABLE, SOURCE_TIMEOUT -> "try again later; the stored schema can still be read";
            case SOURCE_DENIED -> "ask the operator for the missing permission; the stored schema can still be read";
            case SOURCE_FAILED -> "report it to the operator; the stored schema can still be read";
            case VERSION_CONFLICT, LEASE_LOST, STORE_BUSY -> "call again";
            case STORE_FOREIGN, STORE_CORRUPT, STORE_EMPTY, STORE_NEWER, STORE_FULL, STORE_UNREACHABLE, STORE_FAILED ->
                "report it to the operator: the registry's own store is affected";
            case INDEX_FAILED -> "use list_sources and describe_table meanwhile; report it to the operator";
        };
    }
}
