package dev.schemaregistry.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.StalePart;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableVersion;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes and reads the nouns as JSON documents, without loss.
 *
 * <p>A document starts with its format number. Reading skips unknown keys, so that an older reader survives a newer writer of the
 * same format. Every {@code read} throws {@link InvalidRequestException} with {@code INVALID_ARGUMENT} for text that is not such
 * a document, naming the part, and with {@code UNSUPPORTED} for a newer format. Thread-safe.
 */
public final class RegistryJson {
    /** The number that documents carry; it grows only when old readers would misread new documents. */
    public static final int FORMAT = 1;

    private static final JsonMapper TREES = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RegistryJson() {}

    /**
     * A new mapper that writes nouns in this form wherever they occur, optional values only when present, enums as lower-case
     * words and times as ISO-8601 text; it skips unknown keys when reading. Making one is not free: keep it.
     */
    public static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .addModule(new NounModule())
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    public static String write(Table table) {
        return document(TableJson.write(table));
    }

    public static Table readTable(String json) {
        return read(json, TableJson::read);
    }

    public static String write(TableVersion version) {
        return document(RecordJson.write(version));
    }

    public static TableVersion readTableVersion(String json) {
        return read(json, RecordJson::readVersion);
    }

    public static String write(DataSource source) {
        return document(SourceJson.write(source));
    }

    public static DataSource readDataSource(String json) {
        return read(json, SourceJson::read);
    }

    public static String write(Snapshot snapshot) {
        return document(RecordJson.write(snapshot));
    }

    public static Snapshot readSnapshot(String json) {
        return read(json, RecordJson::readSnapshot);
    }

    public static String write(EngineCatalog catalog) {
        return document(CatalogJson.write(catalog));
    }

    public static EngineCatalog readEngineCatalog(String json) {
        return read(json, CatalogJson::read);
    }

    public static String write(OntologyEntity entity) {
        return document(RecordJson.write(entity));
    }

    public static OntologyEntity readOntologyEntity(String json) {
        return read(json, RecordJson::readEntity);
    }

    public static String write(Feedback feedback) {
        return document(RecordJson.write(feedback));
    }

    public static Feedback readFeedback(String json) {
        return read(json, RecordJson::readFeedback);
    }

    public static String write(RegistryEvent event) {
        return document(EventJson.write(event));
    }

    public static RegistryEvent readEvent(String json) {
        return read(json, EventJson::read);
    }

    public static String write(SchemaChange change) {
        return document(ChangeJson.write(change));
    }

    public static SchemaChange readChange(String json) {
        return read(json, ChangeJson::read);
    }

    /** One document that holds the changes in their order. */
    public static String writeChanges(List<SchemaChange> changes) {
        return document(
                new JsonWriter().list("changes", changes, ChangeJson::write).object());
    }

    public static List<SchemaChange> readChanges(String json) {
        return read(json, node -> JsonReader.of(node, "list of changes").list("changes", ChangeJson::read));
    }

    public static String writeStaleParts(List<StalePart> parts) {
        return document(new JsonWriter().list("parts", parts, RecordJson::write).object());
    }

    public static List<StalePart> readStaleParts(String json) {
        return read(json, node -> JsonReader.of(node, "list of stale parts").list("parts", RecordJson::readStalePart));
    }

    /** One document that holds what is known of the values of a table's fields. */
    public static String writeValues(List<FieldValues> fields) {
        return document(
                new JsonWriter().list("fields", fields, RecordJson::write).object());
    }

    public static List<FieldValues> readValues(String json) {
        return read(json, node -> JsonReader.of(node, "list of values").list("fields", RecordJson::readFieldValues));
    }

    /** A bare JSON list, for a column or parameter that holds nothing else. */
    public static String writeTexts(List<String> texts) {
        return text(new JsonWriter().texts("texts", texts).object().get("texts"));
    }

    public static List<String> readTexts(String json) {
        return read(json, node -> JsonReader.texts(node, "list of texts"));
    }

    /** A bare JSON object, keys in the map's order. */
    public static String writeTextMap(Map<String, String> texts) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        texts.forEach(object::put);
        return text(object);
    }

    public static Map<String, String> readTextMap(String json) {
        return read(json, node -> JsonReader.textMap(node, "map of texts"));
    }

    /** The noun as a tree, without format number, to stand inside another document. */
    public static ObjectNode tree(Table table) {
        return (ObjectNode) TableJson.write(table);
    }

    /** The noun as a tree, without format number, to stand inside another document. */
    public static ObjectNode tree(TableVersion version) {
        return (ObjectNode) RecordJson.write(version);
    }

    /** The noun as a tree, without format number, to stand inside another document. */
    public static ObjectNode tree(DataSource source) {
        return (ObjectNode) SourceJson.write(source);
    }

    /** The noun as a tree, without format number, to stand inside another document. */
    public static ObjectNode tree(OntologyEntity entity) {
        return (ObjectNode) RecordJson.write(entity);
    }

    /** The noun as a tree, without format number, to stand inside another document. */
    public static ObjectNode tree(Feedback feedback) {
        return (ObjectNode) RecordJson.write(feedback);
    }

    /** The noun as a tree, without format number, to stand inside another document. */
    public static ObjectNode tree(SchemaChange change) {
        return (ObjectNode) ChangeJson.write(change);
    }

    /** The noun as a tree, without format number, to stand inside another document. */
    public static ObjectNode tree(RegistryEvent event) {
        return (ObjectNode) EventJson.write(event);
    }

    private static String document(JsonNode noun) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("format", FORMAT);
        document.setAll((ObjectNode) noun);
        return text(document);
    }

    private static String text(JsonNode document) {
        try {
            return TREES.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
        }
    }

    private static <T> T read(String json, Function<JsonNode, T> form) {
        try {
            JsonNode document = TREES.readTree(json);
            requireFormat(document.path("format").asInt(FORMAT));
            return form.apply(document);
        } catch (JsonProcessingException e) {
            throw new InvalidRequestException(
                    ErrorCode.INVALID_ARGUMENT, "not JSON: " + JsonReader.quoted(e.getOriginalMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(ErrorCode.INVALID_ARGUMENT, String.valueOf(e.getMessage()), e);
        }
    }

    private static void requireFormat(int format) {
        if (format > FORMAT) {
            throw new InvalidRequestException(
                    ErrorCode.UNSUPPORTED,
                    "the document has format " + format + ", this version reads up to " + FORMAT
                            + "; read it with a newer version");
        }
    }
}
