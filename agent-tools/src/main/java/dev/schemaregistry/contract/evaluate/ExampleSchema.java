package dev.schemaregistry.contract.evaluate;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the schema that an example gives its collections: fields with lists of {@code bsonType}. */
final class ExampleSchema {
    private static final Map<String, ScalarKind> SCALARS = Map.of(
            "String", ScalarKind.STRING,
            "Boolean", ScalarKind.BOOLEAN,
            "Date", ScalarKind.TIMESTAMP_WITH_ZONE,
            "Decimal128", ScalarKind.DECIMAL,
            "Double", ScalarKind.FLOAT64,
            "Int32", ScalarKind.INT32,
            "Long", ScalarKind.INT64,
            "ObjectId", ScalarKind.OBJECT_ID,
            "Binary", ScalarKind.BYTES);

    private ExampleSchema() {}

    /** The fields, with their names and those of the fields within them added to {@code names}. */
    static List<Field> fields(Map<?, ?> fields, Set<String> names) {
        List<Field> read = new ArrayList<>();
        fields.forEach((name, field) -> {
            names.add(String.valueOf(name));
            Object types = field instanceof Map<?, ?> map ? map.get("types") : null;
            read.add(Field.of(String.valueOf(name), union(types, names)));
        });
        return read;
    }

    private static DataType union(@Nullable Object types, Set<String> names) {
        List<DataType> members = new ArrayList<>();
        for (Object type : types instanceof List<?> list ? list : List.of()) {
            type((Map<?, ?>) type, names).ifPresent(members::add);
        }
        if (members.isEmpty()) {
            return new DataType.Json();
        }
        return members.size() == 1 ? members.get(0) : new DataType.Union(members);
    }

    private static Optional<DataType> type(Map<?, ?> type, Set<String> names) {
        String word = String.valueOf(type.get("bsonType"));
        if (SCALARS.containsKey(word)) {
            return Optional.of(DataType.scalar(SCALARS.get(word)));
        }
        return switch (word) {
            case "Number" ->
                Optional.of(new DataType.Union(
                        Stream.of(ScalarKind.INT32, ScalarKind.INT64, ScalarKind.FLOAT64, ScalarKind.DECIMAL)
                                .<DataType>map(DataType::scalar)
                                .toList()));
            case "Document" ->
                Optional.of(
                        type.get("fields") instanceof Map<?, ?> fields
                                ? new DataType.Struct(Optional.empty(), fields(fields, names))
                                : new DataType.Mapping(DataType.string(), new DataType.Json()));
            case "Array" -> Optional.of(new DataType.Array(union(type.get("types"), names)));
            case "Null", "Undefined" -> Optional.empty();
            default -> Optional.of(new DataType.Json());
        };
    }
}
