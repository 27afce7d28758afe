package dev.schemaregistry.contract.guard;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.spi.AuditEntry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes mismatches to the registry's audit trail, one line a field and kind, and reads them back. Thread-safe. A registry that cannot
 * be written is logged and does not stop whoever reads rows.
 */
public final class AuditedMismatches implements MismatchSink {
    /** The action of the audit lines. */
    public static final String ACTION = "guard.mismatch";

    private static final Logger LOGGER = LoggerFactory.getLogger(AuditedMismatches.class);
    private static final int LOOKED_AT = 10_000;

    private final SchemaRegistry registry;
    private final String actor;

    /** @param actor who reads, for example {@code agent:planner} */
    public AuditedMismatches(SchemaRegistry registry, String actor) {
        this.registry = requireNonNull(registry, "registry");
        this.actor = requireNonNull(actor, "actor");
    }

    @Override
    public void record(MismatchReport report) {
        String subject = report.source() + "." + report.subject();
        try {
            report.mismatches().forEach(mismatch -> registry.audit(actor, ACTION, subject, mismatch.text()));
        } catch (RuntimeException failure) {
            LOGGER.warn("mismatches of {} could not be recorded: {}", subject, failure.getMessage());
        }
    }

    /** The newest lines about mismatches, newest first, at most {@code limit}; only the newest audit lines are looked at. */
    public List<AuditEntry> recorded(int limit) {
        return registry.store().listAudit(LOOKED_AT).stream()
                .filter(entry -> entry.action().equals(ACTION))
                .limit(limit)
                .toList();
    }
}
