package dev.schemaregistry.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.change.CompatibilityMode;
import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.json.RegistryJson;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.SourceVersion;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.view.CompatibilityView;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Slice;
import dev.schemaregistry.server.view.Views;
import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the registry knows: sources, tables, versions, changes. */
final class CatalogRoutes {
    private static final int PAGE = 100;

    private final SchemaRegistry registry;
    private final Turns turns;

    CatalogRoutes(SchemaRegistry registry, Turns turns) {
        this.registry = registry;
        this.turns = turns;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/sources", turns.answering(this::sources), Needs.READ);
        routes.get("/api/v1/sources/{id}", turns.answering(this::source), Needs.READ);
        routes.get("/api/v1/sources/{id}/tables", turns.answering(this::tables), Needs.READ);
        routes.get("/api/v1/sources/{id}/versions", turns.answering(this::sourceVersions), Needs.READ);
        routes.get("/api/v1/sources/{id}/versions/{version}/tables", turns.answering(this::tablesAt), Needs.READ);
        routes.get("/api/v1/ontology", turns.answering(this::ontology), Needs.READ);
        routes.get("/api/v1/tables/{ref}", turns.answering(this::table), Needs.READ);
        routes.get("/api/v1/tables/{ref}/versions", turns.answering(this::versions), Needs.READ);
        routes.get("/api/v1/tables/{ref}/versions/{version}", turns.answering(this::version), Needs.READ);
        routes.get("/api/v1/tables/{ref}/diff", turns.answering(this::diff), Needs.READ);
        routes.get("/api/v1/tables/{ref}/compatibility", turns.answering(this::compatibility), Needs.READ);
        routes.post("/api/v1/tables/{ref}/compatibility", turns.answering(this::compatibility), Needs.READ);
        routes.get("/api/v1/changes", turns.answering(this::changes), Needs.READ);
    }

    private JsonNode sources(Input input) {
        Slice<DataSource> slice = Slice.of(
                naming(input, registry.listDataSources(), source -> source.id().value()),
                source -> source.id().value(),
                input.findText("after"),
                input.limit(PAGE));
        return slice.addTo(Views.list("sources", slice.items(), this::view));
    }

    /** Those whose name holds what the caller is after, in whichever case. */
    private static <T> List<T> naming(Input input, List<T> all, Function<T, String> name) {
        return input.findText("contains")
                .map(part -> part.toLowerCase(Locale.ROOT))
                .map(part -> all.stream()
                        .filter(item ->
                                name.apply(item).toLowerCase(Locale.ROOT).contains(part))
                        .toList())
                .orElse(all);
    }

    private static String name(TableVersion version) {
        return version.ref().table().text();
    }

    private JsonNode source(Input input) {
        return view(registry.getDataSource(input.pathSource("id")));
    }

    private ObjectNode view(DataSource source) {
        return Views.source(source, registry.listTables(source.id()).size());
    }

    private JsonNode tables(Input input) {
        SourceId id = input.pathSource("id");
        Map<TableName, TableStatistics> statistics = registry.statistics(id);
        Slice<TableVersion> slice = Slice.of(
                naming(input, registry.currentTables(id), CatalogRoutes::name),
                CatalogRoutes::name,
                input.findText("after"),
                input.limit(PAGE));
        return slice.addTo(Views.list(
                "tables",
                slice.items(),
                version -> Views.tableLine(
                        version,
                        Optional.ofNullable(statistics.get(version.ref().table())))));
    }

    private JsonNode sourceVersions(Input input) {
        Slice<SourceVersion> slice = Slice.of(
                registry.listSourceVersions(input.pathSource("id")),
                version -> version.version().toString(),
                input.findText("after"),
                input.limit(PAGE));
        return slice.addTo(Views.list("versions", slice.items(), JsonText::tree));
    }

    private JsonNode tablesAt(Input input) {
        Slice<TableVersion> slice = Slice.of(
                registry.listTablesAt(input.pathSource("id"), input.pathVersion("version")),
                CatalogRoutes::name,
                input.findText("after"),
                input.limit(PAGE));
        return slice.addTo(Views.list("tables", slice.items(), Views::versionLine));
    }

    private JsonNode ontology(Input input) {
        Slice<OntologyEntity> slice =
                Slice.of(registry.listEntities(), OntologyEntity::name, input.findText("after"), input.limit(PAGE));
        return slice.addTo(Views.list("entities", slice.items(), JsonText::tree));
    }

    private JsonNode table(Input input) {
        TableVersion found = current(input);
        TableName name = found.ref().table();
        SourceId id = found.ref().source();
        ObjectNode node = Views.tableVersion(found, registry.findStatistics(found.ref()));
        return Views.withStaleness(node, registry.getDataSource(id).health().staleness(name));
    }

    private JsonNode versions(Input input) {
        TableRef subject = subject(input);
        Slice<TableVersion> slice = Slice.of(
                registry.listVersions(subject),
                version -> version.version().toString(),
                input.findText("after"),
                input.limit(PAGE));
        return slice.addTo(Views.list("versions", slice.items(), Views::versionLine));
    }

    private JsonNode version(Input input) {
        return Views.tableVersion(
                registry.getTableSchema(subject(input), input.pathVersion("version")), Optional.empty());
    }

    private JsonNode diff(Input input) {
        TableRef subject = subject(input);
        SemanticVersion from = input.version("from");
        SemanticVersion to = input.findText("to")
                .map(text -> Input.parsed(text, SemanticVersion::parse))
                .orElseGet(() -> registry.getLatestVersion(subject).version());
        List<SchemaChange> changes = registry.diff(subject, from, to);
        ObjectNode node = Views.object();
        node.set("ref", JsonText.tree(subject));
        node.set("from", JsonText.tree(from));
        node.set("to", JsonText.tree(to));
        node.set("bump", JsonText.tree(registry.weigh(changes)));
        node.set("summary", Views.summary(changes));
        node.set("changes", Views.array(changes, JsonText::tree));
        return node;
    }

    /** Of a version, or of a schema that is only proposed. */
    private JsonNode compatibility(Input input) {
        TableRef subject = subject(input);
        CompatibilityMode mode =
                input.findText("mode").map(CompatibilityView::mode).orElse(CompatibilityMode.FORWARD);
        TableVersion latest = registry.getLatestVersion(subject);
        SemanticVersion from = input.findText("from")
                .map(text -> Input.parsed(text, SemanticVersion::parse))
                .orElse(latest.version());
        Table proposed = input.findObject("table")
                .map(node -> RegistryJson.readTable(node.toString()))
                .or(() -> input.findText("to")
                        .map(text -> registry.getTableSchema(subject, Input.parsed(text, SemanticVersion::parse))
                                .table()))
                .orElse(latest.table());
        return CompatibilityView.of(mode, registry.checkCompatibility(subject, proposed, from, mode));
    }

    private JsonNode changes(Input input) {
        long since = input.number("since", 0, 0, Long.MAX_VALUE);
        List<RegistryEvent> events = registry.changesSince(since, input.limit(PAGE));
        long last = registry.lastSequence();
        long reached = events.isEmpty() ? since : events.get(events.size() - 1).sequence();
        ObjectNode node = Views.list("events", events, Views::event).put("last", last);
        if (!events.isEmpty() && reached < last) {
            node.put("next", reached);
        }
        return node;
    }

    private TableVersion current(Input input) {
        String text = input.path("ref");
        return registry.resolveTable(source(text), text.substring(text.indexOf('.') + 1));
    }

    /** Also of a table that its source no longer has. */
    private TableRef subject(Input input) {
        String text = input.path("ref");
        source(text);
        TableRef exact = Input.parsed(text, TableRef::parse);
        return registry.store().findTable(exact).isPresent()
                ? exact
                : current(input).ref();
    }

    private static SourceId source(String ref) {
        int dot = ref.indexOf('.');
        if (dot < 1 || dot == ref.length() - 1) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT, "a table is written as source.table in the address");
        }
        return Input.parsed(ref.substring(0, dot), SourceId::new);
    }
}
