package dev.schemaregistry.contract.mongo;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonType;

/** The types of BSON values by the names that {@code $type} uses. Null is none: it may stand anywhere. */
enum Kind {
    DOUBLE("double", BsonType.DOUBLE, 1),
    STRING("string", BsonType.STRING, 2),
    OBJECT("object", BsonType.DOCUMENT, 3),
    ARRAY("array", BsonType.ARRAY, 4),
    BINARY("binData", BsonType.BINARY, 5),
    OBJECT_ID("objectId", BsonType.OBJECT_ID, 6),
    BOOL("bool", BsonType.BOOLEAN, 7),
    DATE("date", BsonType.DATE_TIME, 8),
    REGEX("regex", BsonType.REGULAR_EXPRESSION, 9),
    DB_POINTER("dbPointer", BsonType.DB_POINTER, 10),
    JAVASCRIPT("javascript", BsonType.JAVASCRIPT, 11),
    SYMBOL("symbol", BsonType.SYMBOL, 2),
    INT("int", BsonType.INT32, 1),
    TIMESTAMP("timestamp", BsonType.TIMESTAMP, 12),
    LONG("long", BsonType.INT64, 1),
    DECIMAL("decimal", BsonType.DECIMAL128, 1),
    MIN_KEY("minKey", BsonType.MIN_KEY, 13),
    MAX_KEY("maxKey", BsonType.MAX_KEY, 13);

    static final Set<Kind> NUMBERS = Set.of(DOUBLE, INT, LONG, DECIMAL);

    private static final Map<String, Kind> BY_WORD = new HashMap<>();
    private static final Map<BsonType, Kind> BY_TYPE = new EnumMap<>(BsonType.class);

    static {
        for (Kind kind : values()) {
            BY_WORD.put(kind.word, kind);
            BY_TYPE.put(kind.type, kind);
        }
        BY_TYPE.put(BsonType.JAVASCRIPT_WITH_SCOPE, JAVASCRIPT);
    }

    private final String word;
    private final BsonType type;
    private final int bracket;

    Kind(String word, BsonType type, int bracket) {
        this.word = word;
        this.type = type;
        this.bracket = bracket;
    }

    String word() {
        return word;
    }

    static Optional<Kind> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /** The kind of a value; empty for null and undefined. */
    static Optional<Kind> of(BsonType type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    /** The kinds of a word that may stand for several, such as {@code number}; empty for {@code any} and words of no kind. */
    static Set<Kind> named(String word) {
        if (word.equals("number")) {
            return NUMBERS;
        }
        Kind kind = BY_WORD.get(word);
        return kind == null ? Set.of() : EnumSet.of(kind);
    }

    /** Whether values of both are ordered among each other; values of other kinds never equal one another. */
    boolean comparesWith(Kind other) {
        return bracket == other.bracket;
    }
}
