package dev.schemaregistry.connector.qdrant;

import dev.schemaregistry.infer.SampledFields;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.ShardingMethod;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A collection as a table: the id of a point, its vectors, the keys of its payload. These three live apart in Qdrant and may bear
 * one name, so each field tells in {@link #PART} where it belongs, and in {@link #KEY} its real name where it had to take another.
 */
final class CollectionTable {
    static final String PART = "part";
    static final String KEY = "key";

    private static final String ID = "id";
    private static final String DESCRIPTION = "description";
    private static final DataType POINT_ID =
            new DataType.Union(List.of(DataType.scalar(ScalarKind.UINT64), DataType.scalar(ScalarKind.UUID)));

    private CollectionTable() {}

    static Table of(String name, SortedSet<String> aliases, CollectionInfo info, List<RetrievedPoint> sample) {
        List<PayloadIndex> indexes = info.getPayloadSchemaMap().entrySet().stream()
                .map(entry -> PayloadIndex.of(entry.getKey(), entry.getValue()))
                .toList();
        List<Field> payload = PayloadFields.of(
                SampledFields.of(sample.stream()
                        .map(point -> PayloadValues.document(point.getPayloadMap()))
                        .toList()),
                indexes);
        return Table.builder(TableName.of(name), TableKind.VECTOR_COLLECTION)
                .fields(fields(VectorFields.of(info.getConfig()), payload))
                .primaryKey(Key.of("", ID))
                .indexes(indexes.stream().map(PayloadIndex::asIndex).toList())
                .comment(description(info.getConfig()))
                .provenance(Provenance.inferred(sample.size()))
                .properties(properties(aliases, info.getConfig()))
                .build();
    }

    private static List<Field> fields(Map<String, Field> vectors, List<Field> payload) {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put(
                ID,
                Field.of(ID, POINT_ID)
                        .withNativeType("point id")
                        .withNullable(false)
                        .withProperties(Map.of(PART, "id")));
        vectors.forEach((name, vector) -> add(fields, name.isEmpty() ? VectorFields.UNNAMED : name, vector, "vector"));
        payload.forEach(field -> add(fields, field.name(), field, "payload"));
        return List.copyOf(fields.values());
    }

    private static void add(Map<String, Field> fields, String name, Field field, String part) {
        String free = name;
        while (fields.containsKey(free)) {
            free = part + '.' + free;
        }
        Map<String, String> properties = new TreeMap<>(field.properties());
        properties.put(PART, part);
        if (!free.equals(name)) {
            properties.put(KEY, name);
        }
        fields.put(free, field.withName(free).withProperties(properties));
    }

    private static Optional<String> description(CollectionConfig config) {
        return Optional.ofNullable(config.getMetadataMap().get(DESCRIPTION))
                .filter(Value::hasStringValue)
                .map(Value::getStringValue);
    }

    private static Map<String, String> properties(SortedSet<String> aliases, CollectionConfig config) {
        Map<String, String> properties = new TreeMap<>(Facts.of("hnsw.", config.getHnswConfig()));
        if (!aliases.isEmpty()) {
            properties.put("aliases", listed(aliases));
        }
        properties.put("on_disk_payload", Boolean.toString(config.getParams().getOnDiskPayload()));
        if (config.getParams().getShardingMethod() == ShardingMethod.Custom) {
            properties.put("sharding_method", "custom");
        }
        if (config.getStrictModeConfig().getEnabled()) {
            properties.putAll(Facts.of("strict_mode.", config.getStrictModeConfig()));
        }
        return properties;
    }

    /** Separated by commas; one that belongs to a name stands behind a backslash. */
    private static String listed(SortedSet<String> names) {
        return names.stream()
                .map(name -> name.replace("\\", "\\\\").replace(",", "\\,"))
                .collect(Collectors.joining(","));
    }
}
