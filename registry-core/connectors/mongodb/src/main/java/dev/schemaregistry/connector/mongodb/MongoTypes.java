package dev.schemaregistry.connector.mongodb;

import dev.schemaregistry.infer.Observed;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonBinary;
import org.bson.BsonBinarySubType;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.BsonValue;

/** BSON's types by the names that MongoDB's {@code $type} and {@code bsonType} use. */
final class MongoTypes {
    /** A list says what it holds with its first items; a longer one would cost memory and tell no more. */
    private static final int ITEMS = 100;

    private static final Map<BsonType, Observed.Value> VALUES = new EnumMap<>(BsonType.class);

    private static final Map<String, DataType> BY_NAME = new LinkedHashMap<>();

    static {
        scalar(BsonType.DOUBLE, "double", ScalarKind.FLOAT64);
        scalar(BsonType.STRING, "string", ScalarKind.STRING);
        scalar(BsonType.BINARY, "binData", ScalarKind.BYTES);
        scalar(BsonType.OBJECT_ID, "objectId", ScalarKind.OBJECT_ID);
        scalar(BsonType.BOOLEAN, "bool", ScalarKind.BOOLEAN);
        // Milliseconds since 1970 in UTC: an instant, whatever zone its writer lived in.
        scalar(BsonType.DATE_TIME, "date", ScalarKind.TIMESTAMP_WITH_ZONE);
        scalar(BsonType.SYMBOL, "symbol", ScalarKind.STRING);
        scalar(BsonType.INT32, "int", ScalarKind.INT32);
        scalar(BsonType.INT64, "long", ScalarKind.INT64);
        scalar(BsonType.DECIMAL128, "decimal", ScalarKind.DECIMAL);
        own(BsonType.REGULAR_EXPRESSION, "regex");
        own(BsonType.DB_POINTER, "dbPointer");
        own(BsonType.JAVASCRIPT, "javascript");
        own(BsonType.JAVASCRIPT_WITH_SCOPE, "javascriptWithScope");
        own(BsonType.TIMESTAMP, "timestamp");
        own(BsonType.MIN_KEY, "minKey");
        own(BsonType.MAX_KEY, "maxKey");
        // JSON Schema's words.
        BY_NAME.put("boolean", DataType.scalar(ScalarKind.BOOLEAN));
        BY_NAME.put(
                "number",
                new DataType.Union(List.of(
                        DataType.scalar(ScalarKind.DECIMAL),
                        DataType.scalar(ScalarKind.FLOAT64),
                        DataType.scalar(ScalarKind.INT32),
                        DataType.scalar(ScalarKind.INT64))));
    }

    private static final Observed.Value UUID_VALUE = new Observed.Value(DataType.scalar(ScalarKind.UUID), "uuid");
    private static final Observed.Value ENCRYPTED = new Observed.Value(new DataType.Native("encrypted"), "encrypted");
    private static final Observed NOTHING = new Observed.Null();

    private MongoTypes() {}

    /** The type that a validator's word stands for, if it is one for single values. */
    static Optional<DataType> findNamed(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static Observed.Document observed(BsonDocument document) {
        Map<String, Observed> fields = new LinkedHashMap<>();
        document.forEach((name, value) -> fields.put(name, observed(value)));
        return new Observed.Document(fields);
    }

    private static Observed observed(BsonValue value) {
        return switch (value.getBsonType()) {
            case DOCUMENT -> observed(value.asDocument());
            case ARRAY ->
                new Observed.Items(value.asArray().stream()
                        .limit(ITEMS)
                        .map(MongoTypes::observed)
                        .toList());
            case BINARY -> binary(value.asBinary());
            default -> {
                Observed.Value known = VALUES.get(value.getBsonType());
                yield known == null ? NOTHING : known;
            }
        };
    }

    private static Observed binary(BsonBinary value) {
        if (BsonBinarySubType.isUuid(value.getType())) {
            return UUID_VALUE;
        }
        return value.getType() == BsonBinarySubType.ENCRYPTED.getValue()
                ? ENCRYPTED
                : VALUES.getOrDefault(BsonType.BINARY, ENCRYPTED);
    }

    private static void scalar(BsonType type, String name, ScalarKind kind) {
        add(type, name, DataType.scalar(kind));
    }

    private static void own(BsonType type, String name) {
        add(type, name, new DataType.Native(name));
    }

    private static void add(BsonType bson, String name, DataType type) {
        VALUES.put(bson, new Observed.Value(type, name));
        BY_NAME.put(name, type);
    }
}
