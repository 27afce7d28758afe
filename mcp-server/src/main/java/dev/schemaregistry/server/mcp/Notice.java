package dev.schemaregistry.server.mcp;

import java.util.Map;

/** News that a session is told; equal ones need be told once. */
record Notice(String method, Map<String, String> parameters) {
    static final Notice LIST_CHANGED = new Notice("notifications/resources/list_changed", Map.of());

    Notice {
        parameters = Map.copyOf(parameters);
    }

    static Notice updated(String uri) {
        return new Notice("notifications/resources/updated", Map.of("uri", uri));
    }
}
