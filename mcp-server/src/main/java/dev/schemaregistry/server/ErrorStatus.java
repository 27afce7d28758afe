package dev.schemaregistry.server;

import dev.schemaregistry.error.ErrorCode;
import java.util.EnumMap;
import java.util.Map;

/** What an {@link ErrorCode} means outside: an HTTP status and a process's exit code. The only such table. */
public enum ErrorStatus {
    BAD_REQUEST(400, 2),
    NOT_FOUND(404, 2),
    CONFLICT(409, 1),
    UNPROCESSABLE(422, 2),
    BUSY(503, 1),
    SOURCE_FAILED(502, 1),
    SOURCE_TIMEOUT(504, 1),
    STORAGE_FULL(507, 1),
    INTERNAL(500, 1);

    private static final Map<ErrorCode, ErrorStatus> BY_CODE = table();

    private final int http;
    private final int exitCode;

    ErrorStatus(int http, int exitCode) {
        this.http = http;
        this.exitCode = exitCode;
    }

    public static ErrorStatus of(ErrorCode code) {
        return BY_CODE.getOrDefault(code, INTERNAL);
    }

    /** The HTTP status. */
    public int http() {
        return http;
    }

    /** 1: refused or found something; 2: the request or the set-up is wrong. */
    public int exitCode() {
        return exitCode;
    }

    private static Map<ErrorCode, ErrorStatus> table() {
        Map<ErrorCode, ErrorStatus> table = new EnumMap<>(ErrorCode.class);
        for (ErrorCode code : ErrorCode.values()) {
            table.put(code, judge(code));
        }
        return table;
    }

    private static ErrorStatus judge(ErrorCode code) {
        return switch (code) {
            case UNKNOWN_SOURCE, UNKNOWN_TABLE, UNKNOWN_VERSION, UNKNOWN_ENTITY, UNKNOWN_FEEDBACK -> NOT_FOUND;
            case AMBIGUOUS_NAME, INVALID_ARGUMENT, INVALID_URI, INVALID_CONFIGURATION -> BAD_REQUEST;
            case UNSUPPORTED, UNRESOLVED_SECRET -> UNPROCESSABLE;
            case VERSION_CONFLICT, LEASE_LOST -> CONFLICT;
            case SOURCE_UNREACHABLE, SOURCE_DENIED, SOURCE_FAILED -> SOURCE_FAILED;
            case SOURCE_TIMEOUT -> SOURCE_TIMEOUT;
            case STORE_BUSY, STORE_UNREACHABLE -> BUSY;
            case STORE_FULL -> STORAGE_FULL;
            case STORE_FOREIGN, STORE_CORRUPT, STORE_EMPTY, STORE_NEWER, STORE_FAILED, INDEX_FAILED -> INTERNAL;
        };
    }
}
