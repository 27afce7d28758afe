package dev.schemaregistry.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceHealth;

/** A {@link DataSource} and its health. */
final class SourceJson {
    private SourceJson() {}

    static JsonNode write(DataSource source) {
        return new JsonWriter()
                .with("id", NameJson.write(source.id()))
                .with("type", source.type())
                .with("uri", source.uri())
                .with("description", source.description())
                .unlessEmpty("settings", source.settings())
                .with("version", NameJson.write(source.version()))
                .with("revision", source.revision())
                .with("fingerprint", source.fingerprint(), NameJson::write)
                .unlessEmpty("defaultNamespace", source.defaultNamespace())
                .unlessEmpty("engine", source.engine())
                .with("health", write(source.health()))
                .with("updatedAt", source.updatedAt())
                .object();
    }

    static DataSource read(JsonNode node) {
        JsonReader in = JsonReader.of(node, "source");
        return new DataSource(
                in.value("id", NameJson::source),
                in.text("type"),
                in.text("uri"),
                in.optionalText("description"),
                in.map("settings"),
                in.value("version", NameJson::version),
                in.number("revision"),
                in.optional("fingerprint", NameJson::fingerprint),
                in.text("defaultNamespace", ""),
                in.text("engine", ""),
                in.optional("health", SourceJson::readHealth).orElse(SourceHealth.NEVER_SEEN),
                in.instant("updatedAt"));
    }

    static JsonNode write(SourceHealth health) {
        return new JsonWriter()
                .with("status", health.status())
                .with("lastSeen", health.lastSeen().map(Object::toString))
                .with("lastAttempt", health.lastAttempt().map(Object::toString))
                .unlessEmpty("detail", health.detail())
                .unlessEmpty("stale", health.stale(), RecordJson::write)
                .object();
    }

    static SourceHealth readHealth(JsonNode node) {
        JsonReader in = JsonReader.of(node, "source's health");
        return new SourceHealth(
                in.word("status", SourceHealth.Status.class),
                in.optionalInstant("lastSeen"),
                in.optionalInstant("lastAttempt"),
                in.text("detail", ""),
                in.list("stale", RecordJson::readStalePart));
    }
}
