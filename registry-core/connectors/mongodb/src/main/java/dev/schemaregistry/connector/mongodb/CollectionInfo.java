package dev.schemaregistry.connector.mongodb;

import dev.schemaregistry.model.TableKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** One row of {@code listCollections}: a collection, view or time series with its options. */
record CollectionInfo(String database, BsonDocument row) {
    /** Options that are facts about the collection; the validator is read apart. */
    private static final List<String> FACTS = List.of(
            "validationLevel",
            "validationAction",
            "capped",
            "size",
            "max",
            "expireAfterSeconds",
            "collation",
            "clusteredIndex",
            "encryptedFields",
            "changeStreamPreAndPostImages",
            "viewOn");

    private static final List<String> TIME_FACTS =
            List.of("timeField", "metaField", "granularity", "bucketMaxSpanSeconds", "bucketRoundingSeconds");

    String name() {
        return BsonText.get(row, "name");
    }

    TableKind kind() {
        return switch (BsonText.get(row, "type")) {
            case "view" -> TableKind.VIEW;
            case "timeseries" -> TableKind.TIME_SERIES;
            default -> TableKind.COLLECTION;
        };
    }

    boolean isSystem() {
        return name().startsWith("system.");
    }

    Optional<String> findStableId() {
        BsonValue id = BsonText.document(row, "info").get("uuid");
        return id != null && id.isBinary() ? Optional.of(id.asBinary().asUuid().toString()) : Optional.empty();
    }

    /** A view's stages. */
    Optional<String> findPipeline() {
        return BsonText.find(options(), "pipeline");
    }

    /** The condition that documents have to meet. */
    Optional<BsonDocument> findValidator() {
        BsonDocument validator = BsonText.document(options(), "validator");
        return validator.isEmpty() ? Optional.empty() : Optional.of(validator);
    }

    /** What the validator declares of fields; nothing where it is switched off. */
    Optional<JsonSchema> findDeclaration() {
        return findValidator()
                .filter(any -> !BsonText.get(options(), "validationLevel").equals("off"))
                .flatMap(JsonSchema::findIn)
                .filter(JsonSchema::declaresFields);
    }

    /** What gives its documents an order that an index holds. */
    String orderedBy() {
        String timeField = BsonText.get(BsonText.document(options(), "timeseries"), "timeField");
        return timeField.isEmpty() ? "_id" : timeField;
    }

    Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        add(properties, options(), FACTS);
        add(properties, BsonText.document(options(), "timeseries"), TIME_FACTS);
        findDeclaration().filter(JsonSchema::isClosed).ifPresent(closed -> properties.put(JsonSchema.CLOSED, "true"));
        return properties;
    }

    private static void add(Map<String, String> properties, BsonDocument options, List<String> names) {
        names.forEach(name -> BsonText.find(options, name).ifPresent(fact -> properties.put(name, fact)));
    }

    private BsonDocument options() {
        return BsonText.document(row, "options");
    }
}
