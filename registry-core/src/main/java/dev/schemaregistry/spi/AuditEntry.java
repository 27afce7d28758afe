package dev.schemaregistry.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Who did what. Holds no secret.
 *
 * @param actor the principal, for example {@code cli:alice}
 * @param action the verb, for example {@code source.add}
 * @param subject what it was done to
 * @param detail one line; may be empty
 */
public record AuditEntry(Instant at, String actor, String action, String subject, String detail) {
    public AuditEntry {
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
        requireNonNull(action, "action");
        requireNonNull(subject, "subject");
        requireNonNull(detail, "detail");
    }
}
