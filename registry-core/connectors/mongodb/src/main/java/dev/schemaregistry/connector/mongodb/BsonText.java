package dev.schemaregistry.connector.mongodb;

import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** Values of a catalogue as text: strings as they are, everything else as relaxed Extended JSON. */
final class BsonText {
    private static final JsonWriterSettings RELAXED =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();
    private static final String HEAD = "{\"v\": ";

    private BsonText() {}

    static String of(BsonValue value) {
        if (value.isString()) {
            return value.asString().getValue();
        }
        if (value.isDocument()) {
            return value.asDocument().toJson(RELAXED);
        }
        // Only documents can be written alone.
        String wrapped = new BsonDocument("v", value).toJson(RELAXED);
        return wrapped.substring(HEAD.length(), wrapped.length() - 1);
    }

    /** The text under a key; empty where there is none or it is no text. */
    static String get(BsonDocument document, String key) {
        BsonValue value = document.get(key);
        return value != null && value.isString() ? value.asString().getValue() : "";
    }

    /** What stands under a key, as text. */
    static Optional<String> find(BsonDocument document, String key) {
        return Optional.ofNullable(document.get(key)).map(BsonText::of);
    }

    /** The document under a key; an empty one where there is none. */
    static BsonDocument document(BsonDocument document, String key) {
        BsonValue value = document.get(key);
        return value != null && value.isDocument() ? value.asDocument() : new BsonDocument();
    }
}
