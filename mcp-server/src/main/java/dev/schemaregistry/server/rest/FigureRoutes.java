package dev.schemaregistry.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.metrics.RegistryMetrics;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Views;
import dev.schemaregistry.spi.Lease;
import dev.schemaregistry.tools.CacheCounts;
import dev.schemaregistry.watch.WatchNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** What operators look at: figures for Prometheus, the state of the parts in words, what is kept. Contacts no source. */
final class FigureRoutes {
    private static final String STARTED = "figures.started";

    private final Services services;
    private final RegistryMetrics metrics;

    FigureRoutes(Services services, RegistryMetrics metrics) {
        this.services = services;
        this.metrics = metrics;
        metrics.watchCache("schemas", services.tools()::schemaCache);
        metrics.watchSources(services.registry()::listDataSources);
        metrics.watchEvents(
                services.registry()::lastSequence, () -> services.index().revision());
    }

    void addTo(RoutesConfig routes) {
        routes.before(context -> context.attribute(STARTED, System.nanoTime()));
        routes.after(this::count);
        routes.get(
                "/metrics",
                context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(metrics.scrape()),
                Needs.READ);
        routes.get("/health/schema-registry", Json.answering(input -> state()), Needs.READ);
        routes.delete("/api/v1/cache", Json.answering(this::forget), Needs.ADMIN);
    }

    private void count(Context context) {
        Long started = context.attribute(STARTED);
        if (started != null) {
            String route = Optional.ofNullable(context.endpoints().lastHttpEndpoint())
                    .map(endpoint -> endpoint.path)
                    .orElse("none");
            metrics.requested(
                    context.method().name(),
                    route,
                    context.statusCode(),
                    Duration.ofNanos(System.nanoTime() - started));
        }
    }

    /** The schemas that this node keeps, or one source's. */
    private JsonNode forget(Input input) {
        Optional<SourceId> source = input.findText("source")
                .map(text -> Input.parsed(text, SourceId::new))
                .map(id -> services.registry().getDataSource(id).id());
        source.ifPresentOrElse(services.tools()::invalidateSchemas, services.tools()::invalidateSchemas);
        return Views.object().set("cache", cache());
    }

    private ObjectNode cache() {
        CacheCounts cache = services.tools().schemaCache();
        return Views.object()
                .put("size", cache.size())
                .put("hits", cache.hits())
                .put("misses", cache.misses());
    }

    private JsonNode state() {
        ObjectNode node = Views.object();
        node.set("cache", cache());
        node.set("providers", JsonText.tree(services.connectors().types()));
        long last = services.registry().lastSequence();
        node.set(
                "index",
                Views.object()
                        .put("lastEvent", last)
                        .put("seen", services.index().revision()));
        services.registry().listDataSources().stream()
                .flatMap(source -> source.health().lastSeen().stream())
                .max(Comparator.naturalOrder())
                .ifPresent(seen -> node.put("lastDiscovery", seen.toString()));
        services.findNode().ifPresent(here -> node.put("node", here.name()));
        Map<SourceId, Lease> watchers =
                WatchNode.watchers(services.registry().store().leases());
        node.set(
                "sources",
                Views.array(
                        services.registry().listDataSources(),
                        source -> Views.withWatcher(health(source), Optional.ofNullable(watchers.get(source.id())))));
        return node;
    }

    private static ObjectNode health(DataSource source) {
        ObjectNode node = Views.object().put("id", source.id().value());
        node.set("status", JsonText.tree(source.health().status()));
        source.health().lastSeen().ifPresent(seen -> node.put("lastSeen", seen.toString()));
        return node;
    }
}
