package dev.schemaregistry.server.access;

import dev.schemaregistry.server.view.JsonText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What callers did, as one JSON object a line: when, who, from where, what, with which outcome, how long. Questions and queries are
 * not in it, since they may name people; nor is any credential. Written through the log {@value #LOG_NAME}, which is silent unless
 * the program gives it a file. Thread-safe.
 */
public final class AuditLog {
    /** The log's name for the back end. */
    public static final String LOG_NAME = "schema-registry.audit";

    private static final Logger LOG = LoggerFactory.getLogger(LOG_NAME);

    private AuditLog() {}

    /** Whether anybody reads it. */
    public static boolean isOn() {
        return LOG.isInfoEnabled();
    }

    /** Writes one line. */
    public static void write(AuditEntry entry) {
        if (isOn()) {
            LOG.info(JsonText.compact(JsonText.tree(entry)));
        }
    }
}
