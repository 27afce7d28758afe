package dev.schemaregistry.server.rest;

import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.view.Views;
import io.javalin.config.RoutesConfig;

/** Whether the server lives, and whether it can answer; contacts no source. */
final class HealthRoutes {
    private final SchemaRegistry registry;

    HealthRoutes(SchemaRegistry registry) {
        this.registry = registry;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/health", Json.answering(input -> Views.object().put("status", "up")), Needs.NOTHING);
        routes.get(
                "/ready",
                context -> {
                    try {
                        long last = registry.lastSequence();
                        Json.answering(input ->
                                        Views.object().put("status", "ready").put("event", last))
                                .handle(context);
                    } catch (RegistryException broken) {
                        Problems.write(context, 503, broken.code().name(), "the registry can't be reached now");
                    }
                },
                Needs.NOTHING);
    }
}
