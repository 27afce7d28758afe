package dev.schemaregistry.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.registry.SchemaRegistry;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Views;
import io.javalin.config.RoutesConfig;
import java.util.List;

/** How the tables of a source refer to each other, as far as foreign keys tell. */
final class RelationshipRoutes {
    private static final int PAGE = 60;
    private static final int FAR = 2;

    private final SchemaRegistry registry;
    private final Turns turns;

    RelationshipRoutes(SchemaRegistry registry, Turns turns) {
        this.registry = registry;
        this.turns = turns;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/sources/{id}/relationships", turns.answering(this::relationships), Needs.READ);
    }

    private JsonNode relationships(Input input) {
        SourceId id = input.pathSource("id");
        List<TableVersion> all =
                registry.currentTables(registry.getDataSource(id).id());
        int limit = input.limit(PAGE);
        int steps = (int) input.number("steps", FAR, 1, 100);
        return view(input.findText("table")
                .map(text -> registry.resolveTable(id, text).ref().table())
                .map(start -> Neighbourhood.around(start, steps, limit, all))
                .orElseGet(() -> Neighbourhood.whole(limit, all)));
    }

    private static JsonNode view(Neighbourhood near) {
        ObjectNode node = Views.list(
                "tables",
                near.tables(),
                version -> Views.versionLine(version)
                        .put("fields", version.table().fields().size())
                        .put("steps", near.steps().get(version.ref().table())));
        List<ObjectNode> keys = near.tables().stream()
                .flatMap(version -> near.keys(version).stream().map(key -> view(version, key)))
                .toList();
        node.set("relationships", Views.array(keys, key -> key));
        return node.put("total", near.total());
    }

    private static ObjectNode view(TableVersion version, ForeignKey key) {
        ObjectNode node = Views.object().put("table", version.ref().table().text());
        node.set("fields", JsonText.tree(key.fields()));
        node.put("referencedTable", key.referencedTable().text());
        node.set("referencedFields", JsonText.tree(key.referencedFields()));
        return node;
    }
}
