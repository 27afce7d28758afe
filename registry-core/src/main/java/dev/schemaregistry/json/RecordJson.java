package dev.schemaregistry.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.Snapshot.Gap;
import dev.schemaregistry.model.StalePart;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.model.TableVersion;
import java.util.AbstractMap.SimpleEntry;
import java.util.Map;
import java.util.stream.Collectors;

/** What is built from tables: versions, snapshots, the ontology. */
final class RecordJson {
    private RecordJson() {}

    static JsonNode write(TableVersion version) {
        return new JsonWriter()
                .with("ref", NameJson.write(version.ref()))
                .with("version", NameJson.write(version.version()))
                .with("revision", version.revision())
                .unless("removed", false, version.removed())
                .with("createdAt", version.createdAt())
                .with("fingerprint", NameJson.write(version.fingerprint()))
                .with("table", TableJson.write(version.table()))
                .object();
    }

    static TableVersion readVersion(JsonNode node) {
        JsonReader in = JsonReader.of(node, "table version");
        return new TableVersion(
                in.value("ref", NameJson::ref),
                in.value("version", NameJson::version),
                in.number("revision"),
                in.value("table", TableJson::read),
                in.value("fingerprint", NameJson::fingerprint),
                in.flag("removed", false),
                in.instant("createdAt"));
    }

    static JsonNode write(Snapshot snapshot) {
        return new JsonWriter()
                .with("engine", snapshot.engine())
                .unlessEmpty("defaultNamespace", snapshot.defaultNamespace())
                .list("tables", snapshot.tables(), TableJson::write)
                .unlessEmpty(
                        "statistics",
                        snapshot.statistics().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .toList(),
                        RecordJson::write)
                .unlessEmpty("gaps", snapshot.gaps(), RecordJson::write)
                .unlessEmpty("warnings", snapshot.warnings())
                .with("catalog", snapshot.catalog(), CatalogJson::write)
                .object();
    }

    static Snapshot readSnapshot(JsonNode node) {
        JsonReader in = JsonReader.of(node, "snapshot");
        return new Snapshot(
                in.text("engine"),
                in.text("defaultNamespace", ""),
                in.list("tables", TableJson::read),
                in.list("statistics", RecordJson::readObservation).stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                in.list("gaps", RecordJson::readGap),
                in.texts("warnings"),
                in.optional("catalog", CatalogJson::read));
    }

    static JsonNode write(OntologyEntity entity) {
        return new JsonWriter()
                .with("name", entity.name())
                .with("description", entity.description())
                .unlessEmpty("synonyms", entity.synonyms())
                .list("tables", entity.tables(), NameJson::write)
                .object();
    }

    static OntologyEntity readEntity(JsonNode node) {
        JsonReader in = JsonReader.of(node, "ontology entity");
        return new OntologyEntity(
                in.text("name"),
                in.optionalText("description"),
                in.texts("synonyms"),
                in.list("tables", NameJson::ref));
    }

    static JsonNode write(FieldValues values) {
        return new JsonWriter()
                .with("field", values.field())
                .texts("values", values.values())
                .object();
    }

    static FieldValues readFieldValues(JsonNode node) {
        JsonReader in = JsonReader.of(node, "values of a field");
        return new FieldValues(in.text("field"), in.texts("values"));
    }

    static JsonNode write(Feedback feedback) {
        return new JsonWriter()
                .with("id", feedback.id())
                .with("question", feedback.question())
                .with("verdict", feedback.verdict())
                .list("sources", feedback.sources(), NameJson::write)
                .unlessEmpty("tables", feedback.tables(), NameJson::write)
                .with("at", feedback.at())
                .object();
    }

    /** The id follows from the rest. */
    static Feedback readFeedback(JsonNode node) {
        JsonReader in = JsonReader.of(node, "feedback");
        return new Feedback(
                in.text("question"),
                in.word("verdict", Feedback.Verdict.class),
                in.list("sources", NameJson::source),
                in.list("tables", NameJson::ref),
                in.instant("at"));
    }

    private static JsonNode write(Map.Entry<TableName, TableStatistics> observation) {
        return new JsonWriter()
                .with("table", NameJson.write(observation.getKey()))
                .with("observed", TableJson.write(observation.getValue()))
                .object();
    }

    private static Map.Entry<TableName, TableStatistics> readObservation(JsonNode node) {
        JsonReader in = JsonReader.of(node, "snapshot's statistics");
        return new SimpleEntry<>(in.value("table", NameJson::table), in.value("observed", TableJson::readStatistics));
    }

    static JsonNode write(Gap gap) {
        return gap(gap).object();
    }

    private static JsonWriter gap(Gap gap) {
        return new JsonWriter()
                .with("namespace", gap.namespace())
                .with("table", gap.table())
                .with("reason", gap.reason());
    }

    private static Gap readGap(JsonNode node) {
        JsonReader in = JsonReader.of(node, "gap");
        return new Gap(in.text("namespace"), in.optionalText("table"), in.text("reason"));
    }

    static JsonNode write(StalePart part) {
        return gap(part.gap()).with("since", part.since()).object();
    }

    static StalePart readStalePart(JsonNode node) {
        return new StalePart(readGap(node), JsonReader.of(node, "stale part").instant("since"));
    }
}
