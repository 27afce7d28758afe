package dev.schemaregistry.server.rest;

import dev.schemaregistry.server.access.AuditEntry;
import dev.schemaregistry.server.access.AuditLog;
import dev.schemaregistry.server.access.Principal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What is written down of one request. The address's parameters are left out: they hold questions. */
final class Trace {
    private final Principal principal;
    private final String action;
    private final String from;
    private final Clock clock;
    private final Instant begun;

    Trace(HttpServletRequest request, Principal principal, Clock clock) {
        this(
                principal,
                request.getMethod() + ' ' + request.getRequestURI(),
                request.getRemoteAddr(),
                clock,
                clock.instant());
    }

    private Trace(Principal principal, String action, String from, Clock clock, Instant begun) {
        this.principal = principal;
        this.action = action;
        this.from = from;
        this.clock = clock;
        this.begun = begun;
    }

    Trace of(Principal known) {
        return new Trace(known, action, from, clock, begun);
    }

    void end(int status) {
        if (!AuditLog.isOn()) {
            return;
        }
        Instant ended = clock.instant();
        long millis = Duration.between(begun, ended).toMillis();
        AuditLog.write(new AuditEntry(ended, principal.name(), from, action, "", String.valueOf(status), millis));
    }
}
