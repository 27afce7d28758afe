package dev.schemaregistry.connector.mongodb;

import dev.schemaregistry.model.Index;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** One row of {@code listIndexes} as an index. */
final class IndexReader {
    /** The index that every collection has on its key. */
    static final String PRIMARY = "_id_";

    /** What is said elsewhere in an index, or is the server's business and changes with its version. */
    private static final Set<String> ELSEWHERE = Set.of(
            "v",
            "key",
            "name",
            "ns",
            "unique",
            "partialFilterExpression",
            "background",
            "textIndexVersion",
            "2dsphereIndexVersion",
            "storageEngine");

    private static final String ANY_FIELD = "$**";

    private IndexReader() {}

    static Index read(BsonDocument row) {
        BsonDocument key = BsonText.document(row, "key");
        return new Index(
                BsonText.get(row, "name"),
                parts(key, BsonText.document(row, "weights")),
                isTrue(row, "unique"),
                method(key),
                BsonText.find(row, "partialFilterExpression"),
                List.of(),
                Optional.of(BsonText.of(key)),
                properties(row));
    }

    /** A text index keeps its fields apart, as weights; they stand where its key says {@code _fts}. */
    private static List<Index.Part> parts(BsonDocument key, BsonDocument weights) {
        return key.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("_ftsx"))
                .flatMap(entry -> entry.getKey().equals("_fts")
                        ? weights.keySet().stream().sorted().map(Index.Part::field)
                        : Stream.of(part(entry.getKey(), entry.getValue())))
                .toList();
    }

    private static Index.Part part(String field, BsonValue direction) {
        boolean descending = direction.isNumber() && direction.asNumber().doubleValue() < 0;
        return new Index.Part(field, field.endsWith(ANY_FIELD), descending);
    }

    /** The kind that some part of the key names, else {@code btree}. */
    private static String method(BsonDocument key) {
        if (key.keySet().stream().anyMatch(field -> field.endsWith(ANY_FIELD))) {
            return "wildcard";
        }
        return key.values().stream()
                .filter(BsonValue::isString)
                .map(kind -> kind.asString().getValue())
                .findFirst()
                .orElse("btree");
    }

    private static Map<String, String> properties(BsonDocument row) {
        Map<String, String> properties = new TreeMap<>();
        row.forEach((name, value) -> {
            if (!ELSEWHERE.contains(name)) {
                properties.put(name, BsonText.of(value));
            }
        });
        return properties;
    }

    private static boolean isTrue(BsonDocument row, String name) {
        BsonValue value = row.get(name);
        return value != null && (value.isBoolean() ? value.asBoolean().getValue() : value.isNumber());
    }
}
