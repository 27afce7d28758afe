package dev.schemaregistry.connector.qdrant;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.Scalar;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Index;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An index over one key of the payload. It tells the type of the values that it covers, each item of a list by itself; values of
 * other types are legal and just not found by it.
 *
 * @param word Qdrant's name of the index type
 */
record PayloadIndex(String key, String word, Map<String, String> parameters) {
    private static final Map<String, DataType> TYPES = Map.of(
            "keyword", DataType.string(),
            "text", DataType.string(),
            "integer", DataType.scalar(ScalarKind.INT64),
            "float", DataType.scalar(ScalarKind.FLOAT64),
            "bool", DataType.scalar(ScalarKind.BOOLEAN),
            "datetime", DataType.scalar(ScalarKind.TIMESTAMP_WITH_ZONE),
            "uuid", DataType.scalar(ScalarKind.UUID),
            "geo", geo());

    /** As which values travel that an index covers. */
    private static final Map<String, Set<ScalarKind>> COVERED = Map.of(
            "keyword", Set.of(ScalarKind.STRING),
            "text", Set.of(ScalarKind.STRING),
            "integer", Set.of(ScalarKind.INT64),
            "float", Set.of(ScalarKind.INT64, ScalarKind.FLOAT64),
            "bool", Set.of(ScalarKind.BOOLEAN),
            "datetime", Set.of(ScalarKind.STRING),
            "uuid", Set.of(ScalarKind.STRING));

    PayloadIndex {
        parameters = Map.copyOf(parameters);
    }

    static PayloadIndex of(String key, PayloadSchemaInfo info) {
        SortedMap<String, String> parameters = new TreeMap<>();
        Facts.of("", info.getParams())
                .forEach((name, value) -> parameters.put(name.substring(name.indexOf('.') + 1), value));
        return new PayloadIndex(key, Facts.word(info.getDataType().name()), parameters);
    }

    Index asIndex() {
        return new Index(
                key,
                List.of(Index.Part.field(key)),
                false,
                word,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                parameters);
    }

    /** The field with what the index says about it. */
    Field mark(Field field, int lists) {
        DataType type = field.type().equals(PayloadFields.UNKNOWN)
                ? PayloadFields.inLists(type(), lists)
                : covered(field.type());
        Map<String, String> properties = new TreeMap<>(field.properties());
        properties.put(PayloadFields.INDEXED, "true");
        properties.put("index", word);
        Field marked = field.withType(type).withProperties(properties);
        return element(type).equals(type()) ? marked.withNativeType(word) : marked;
    }

    private DataType type() {
        return TYPES.getOrDefault(word, PayloadFields.UNKNOWN);
    }

    /** What was seen, told more exactly where the index covers it. */
    private DataType covered(DataType seen) {
        if (seen instanceof DataType.Array array) {
            return new DataType.Array(covered(array.element()));
        }
        if (seen instanceof DataType.Union union) {
            Map<String, DataType> members = union.members().stream()
                    .map(this::covered)
                    .collect(Collectors.toMap(DataType::text, Function.identity(), (one, same) -> one, TreeMap::new));
            return members.size() == 1
                    ? members.values().iterator().next()
                    : new DataType.Union(List.copyOf(members.values()));
        }
        return seen.equals(PayloadFields.UNKNOWN) || covers(seen) ? type() : seen;
    }

    private boolean covers(DataType seen) {
        if (seen instanceof Scalar scalar) {
            return COVERED.getOrDefault(word, Set.of()).contains(scalar.kind());
        }
        return word.equals("geo") && seen instanceof DataType.Struct struct && isPlace(struct);
    }

    private static boolean isPlace(DataType.Struct struct) {
        return struct.fields().stream()
                .map(Field::name)
                .collect(Collectors.toSet())
                .equals(Set.of("lat", "lon"));
    }

    private static DataType element(DataType type) {
        return type instanceof DataType.Array array ? element(array.element()) : type;
    }

    private static DataType geo() {
        Field degrees = Field.of("lat", DataType.scalar(ScalarKind.FLOAT64)).withNullable(false);
        return new DataType.Struct(Optional.of("geo"), List.of(degrees, degrees.withName("lon")));
    }
}
