package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A stored collection, taken apart: id, vectors and payload live apart in Qdrant and may bear one name.
 *
 * @param vectors by their real names; the one without a name is called {@value #UNNAMED}
 */
record VectorCollection(Table table, Map<String, Vector> vectors, List<Field> payload) {
    static final String UNNAMED = "vector";

    private static final String PART = "part";
    private static final String KEY = "key";
    private static final String STRICT = "strict_mode.";

    /** A vector of a collection. */
    record Vector(String name, Field field, DataType.Vector type) {
        boolean isMulti() {
            return field.properties().containsKey("multivector");
        }
    }

    static VectorCollection of(Table table) {
        Map<String, Vector> vectors = new LinkedHashMap<>();
        for (Field field : table.fields()) {
            if (field.type() instanceof DataType.Vector type) {
                String name = realName(field);
                vectors.put(name, new Vector(name, field, type));
            }
        }
        Set<String> ids = Set.copyOf(table.primaryKey().map(key -> key.fields()).orElse(List.of()));
        List<Field> payload = table.fields().stream()
                .filter(field -> !(field.type() instanceof DataType.Vector))
                .filter(field -> isPayload(field, ids))
                .map(field -> field.withName(realName(field)))
                .toList();
        return new VectorCollection(table, vectors, payload);
    }

    private static boolean isPayload(Field field, Set<String> ids) {
        return Optional.ofNullable(field.properties().get(PART))
                .map("payload"::equals)
                .orElseGet(() -> !ids.contains(field.name()));
    }

    private static String realName(Field field) {
        return field.properties().getOrDefault(KEY, field.name());
    }

    String name() {
        return table.name().name();
    }

    /** The name under which the registry keeps a key of the payload. */
    String storedName(String key) {
        return table.fields().stream()
                .filter(field -> !(field.type() instanceof DataType.Vector)
                        && realName(field).equals(key))
                .filter(field -> isPayload(field, Set.of()))
                .map(Field::name)
                .findFirst()
                .orElse(key);
    }

    Optional<Vector> findVector(String name) {
        return Optional.ofNullable(vectors.get(name.isEmpty() ? UNNAMED : name));
    }

    /** A limit that the collection's strict mode sets; empty where it sets none. */
    OptionalLong strictLimit(String name) {
        String value = table.properties().getOrDefault(STRICT + name, "");
        return value.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
    }

    /** Whether the collection's strict mode forbids something. */
    boolean strictlyForbids(String name) {
        return "false".equals(table.properties().get(STRICT + name));
    }
}
