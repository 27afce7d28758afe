package dev.schemaregistry.server.rest;

import dev.schemaregistry.server.access.AuditEntry;
import dev.schemaregistry.server.access.AuditLog;
import dev.schemaregistry.server.access.Principal;
import dev.schemaregistry.server.trace.RequestSpan;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What is written down, and told as a span, of one request. The address's parameters are left out: they hold questions. */
final class CallRecord {
    private static final int MOST_CHARACTERS = 300;

    private final Principal principal;
    private final String action;
    private final String from;
    private final RequestSpan span;
    private final Clock clock;
    private final Instant begun;

    CallRecord(HttpServletRequest request, Principal principal, RequestSpan span, Clock clock) {
        this(
                principal,
                cut(request.getMethod() + ' ' + request.getRequestURI()),
                request.getRemoteAddr(),
                span,
                clock,
                clock.instant());
    }

    private CallRecord(Principal principal, String action, String from, RequestSpan span, Clock clock, Instant begun) {
        this.principal = principal;
        this.action = action;
        this.from = from;
        this.span = span;
        this.clock = clock;
        this.begun = begun;
    }

    /** A caller may write a long address to fill a disk. */
    private static String cut(String action) {
        return action.length() <= MOST_CHARACTERS ? action : action.substring(0, MOST_CHARACTERS) + '…';
    }

    CallRecord of(Principal known) {
        return new CallRecord(known, action, from, span, clock, begun);
    }

    void end(int status) {
        span.end(status);
        if (!AuditLog.isOn()) {
            return;
        }
        Instant ended = clock.instant();
        long millis = Duration.between(begun, ended).toMillis();
        AuditLog.write(new AuditEntry(ended, principal.name(), from, action, "", String.valueOf(status), millis));
    }
}
