package dev.schemaregistry.server.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.json.RegistryJson;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.StalePart;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.spi.Lease;
import dev.schemaregistry.watch.IntrospectionResult;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** JSON of what the registry knows: the nouns' own form, with a few things added or left out. Holds no secret. */
public final class Views {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Views() {}

    public static ObjectNode object() {
        return NODES.objectNode();
    }

    /** An object with one list in it. */
    public static <T> ObjectNode list(
            String name, Collection<? extends T> items, Function<? super T, ? extends JsonNode> node) {
        return object().set(name, array(items, node));
    }

    /** An array with one node an item. */
    public static <T> ArrayNode array(Collection<? extends T> items, Function<? super T, ? extends JsonNode> node) {
        ArrayNode array = NODES.arrayNode();
        items.forEach(item -> array.add(node.apply(item)));
        return array;
    }

    /** A source without its connection settings. */
    public static ObjectNode source(DataSource source, int tables) {
        ObjectNode node = RegistryJson.tree(source);
        node.remove("settings");
        return node.put("tables", tables);
    }

    /** How a source stands. */
    public static ObjectNode status(DataSource source, int tables, int staleTables, Clock clock) {
        ObjectNode node = source(source, tables).put("staleTables", staleTables);
        source.health()
                .lastSeen()
                .map(seen -> Duration.between(seen, clock.instant()).toSeconds())
                .ifPresent(age -> node.put("ageSeconds", Math.max(0, age)));
        return node;
    }

    /** Adds which node watches a source; nothing where none does, or one process alone watches the registry. */
    public static ObjectNode withWatcher(ObjectNode node, Optional<Lease> watcher) {
        watcher.ifPresent(lease -> node.put("watchedBy", lease.owner()));
        return node;
    }

    /** Adds why and since when a table may be out of date; nothing when it is not. */
    public static ObjectNode withStaleness(ObjectNode node, Optional<StalePart> stale) {
        stale.ifPresent(part -> node.set(
                "stale",
                object().put("since", part.since().toString())
                        .put("reason", part.gap().reason())));
        return node;
    }

    /** A version without its schema. */
    public static ObjectNode versionLine(TableVersion version) {
        ObjectNode node = RegistryJson.tree(version);
        node.remove("table");
        return node;
    }

    /** A line of a listing. */
    public static ObjectNode tableLine(TableVersion version, Optional<TableStatistics> statistics) {
        ObjectNode node = versionLine(version);
        node.set("kind", JsonText.tree(version.table().kind()));
        node.put("fields", version.table().fields().size());
        version.table().comment().ifPresent(text -> node.put("comment", text));
        return withStatistics(node, statistics);
    }

    /** A version with its schema, under {@code table}. */
    public static ObjectNode tableVersion(TableVersion version, Optional<TableStatistics> statistics) {
        return withStatistics(RegistryJson.tree(version), statistics);
    }

    /** An event, with a line for each change. */
    public static ObjectNode event(RegistryEvent event) {
        ObjectNode node = RegistryJson.tree(event);
        if (event instanceof RegistryEvent.TableChanged change) {
            node.set("summary", summary(change.changes()));
        }
        return node;
    }

    /** One line a change. */
    public static ArrayNode summary(List<SchemaChange> changes) {
        return array(changes, change -> NODES.textNode(ChangeText.of(change)));
    }

    public static ObjectNode introspection(IntrospectionResult result) {
        ObjectNode node = object();
        node.put("source", result.source().value());
        node.set("outcome", JsonText.tree(result.outcome()));
        node.put("millis", result.took().toMillis());
        result.acceptance().ifPresent(acceptance -> {
            node.put("tables", acceptance.tables());
            node.set("version", JsonText.tree(acceptance.source().version()));
            node.set("bump", JsonText.tree(acceptance.bump()));
            node.set("events", array(acceptance.events(), Views::event));
        });
        if (result.profiled() > 0) {
            node.put("profiledFields", result.profiled());
        }
        result.failure()
                .ifPresent(failure -> node.set(
                        "error", object().put("code", failure.code().name()).put("message", failure.getMessage())));
        if (!result.warnings().isEmpty()) {
            node.set("warnings", JsonText.tree(result.warnings()));
        }
        return node;
    }

    private static ObjectNode withStatistics(ObjectNode node, Optional<TableStatistics> statistics) {
        statistics.ifPresent(seen -> node.set("statistics", JsonText.tree(seen)));
        return node;
    }
}
