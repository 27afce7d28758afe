package dev.schemaregistry.server.access;

import java.time.Instant;

/**
 * One call.
 *
 * @param at when it ended
 * @param principal who called
 * @param from the address it came from
 * @param action what was asked, as {@code GET /api/v1/sources} or {@code tool validate_query}
 * @param source the data source it was about; empty: none, or several
 * @param outcome an HTTP status, a verdict, or the code of a refusal
 * @param millis how long it took
 */
public record AuditEntry(
        Instant at, String principal, String from, String action, String source, String outcome, long millis) {}
