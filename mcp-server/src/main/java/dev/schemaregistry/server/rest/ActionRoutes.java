package dev.schemaregistry.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Views;
import dev.schemaregistry.tools.RegistryTools;
import dev.schemaregistry.tools.ToolTexts;
import dev.schemaregistry.watch.IntrospectionLimits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What contacts sources: dry runs, and introspections as jobs that outlive their request. */
final class ActionRoutes {
    private static final String JOBS = "/api/v1/introspections";

    private final SchemaRegistry registry;
    private final RegistryTools tools;
    private final IntrospectionJobs jobs;

    ActionRoutes(SchemaRegistry registry, RegistryTools tools, IntrospectionJobs jobs) {
        this.registry = registry;
        this.tools = tools;
        this.jobs = jobs;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/api/v1/dry-run", this::dryRun, Needs.VALIDATE);
        routes.post(JOBS, this::start, Needs.INTROSPECT);
        routes.get(
                JOBS,
                Json.answering(input -> Views.list("introspections", jobs.list(), ActionRoutes::view)),
                Needs.INTROSPECT);
        routes.get(JOBS + "/{id}", Json.answering(input -> view(job(jobs.find(input.path("id"))))), Needs.INTROSPECT);
        routes.delete(
                JOBS + "/{id}", Json.answering(input -> view(job(jobs.cancel(input.path("id"))))), Needs.INTROSPECT);
    }

    /** The agent's tool, so that a person and a model read the same. */
    private void dryRun(Context context) {
        Input input = Input.of(context);
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("source", input.text("source"));
        arguments.put("query", input.text("query"));
        arguments.put("max_tokens", input.number("max_tokens", 4_000, 50, 20_000));
        ToolResponse.write(context, tools.call(ToolTexts.DRY_RUN_QUERY, arguments));
    }

    private void start(Context context) {
        Input input = Input.of(context);
        List<SourceId> named = input.texts("source").stream()
                .map(text -> Input.parsed(text, SourceId::new))
                .toList();
        named.forEach(registry::getDataSource);
        List<SourceId> sources = named.isEmpty()
                ? registry.listDataSources().stream().map(DataSource::id).toList()
                : named;
        if (sources.isEmpty()) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "no source is registered yet; add one with: schema-registry sources add");
        }
        boolean force = input.findText("force").map(Boolean::parseBoolean).orElse(false);
        Optional<IntrospectionJob> job = jobs.start(sources, IntrospectionLimits.DEFAULT.withForce(force));
        if (job.isEmpty()) {
            context.header("Retry-After", "10");
            Problems.write(context, 503, "BUSY", "too many introspections wait already; ask again later");
            return;
        }
        context.status(202)
                .header("Location", JOBS + '/' + job.get().id())
                .contentType("application/json")
                .result(JsonText.compact(view(job.get())));
    }

    private static IntrospectionJob job(Optional<IntrospectionJob> found) {
        return found.orElseThrow(
                () -> new NotFoundResponse("there is no such introspection; one that is over is kept for an hour"));
    }

    private static JsonNode view(IntrospectionJob job) {
        ObjectNode node = Views.object().put("id", job.id());
        node.set("state", JsonText.tree(job.state()));
        node.put("done", job.results().size()).put("total", job.sources().size());
        node.put("askedAt", job.askedAt().toString());
        job.endedAt().ifPresent(at -> node.put("endedAt", at.toString()));
        job.failure().ifPresent(why -> node.put("failure", why));
        node.set("sources", Views.array(job.results(), Views::introspection));
        return node;
    }
}
