package dev.schemaregistry.connector.qdrant;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.Distance;
import dev.schemaregistry.model.Field;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.Datatype;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.QuantizationConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** The vectors that a collection declares, as fields by name. */
final class VectorFields {
    /** What the REST interface calls a vector without a name. */
    static final String UNNAMED = "vector";

    private VectorFields() {}

    /** Dense, multi and sparse vectors by their names. */
    static SortedMap<String, Field> of(CollectionConfig config) {
        CollectionParams params = config.getParams();
        VectorsConfig vectors = params.getVectorsConfig();
        SortedMap<String, Field> fields = new TreeMap<>();
        if (vectors.hasParams()) {
            fields.put("", dense(vectors.getParams(), config));
        }
        vectors.getParamsMap().getMapMap().forEach((name, vector) -> fields.put(name, dense(vector, config)));
        params.getSparseVectorsConfig().getMapMap().forEach((name, vector) -> fields.put(name, sparse(vector)));
        return fields;
    }

    private static Field dense(VectorParams vector, CollectionConfig config) {
        Map<String, String> facts = facts();
        if (vector.hasOnDisk()) {
            facts.put("on_disk", Boolean.toString(vector.getOnDisk()));
        }
        putDatatype(facts, vector.getDatatype());
        if (vector.hasMultivectorConfig()) {
            facts.put(
                    "multivector",
                    Facts.word(vector.getMultivectorConfig().getComparator().name()));
        }
        putQuantization(
                facts,
                vector.hasQuantizationConfig() ? vector.getQuantizationConfig() : config.getQuantizationConfig());
        Map<String, String> hnsw = Facts.of("hnsw.", vector.getHnswConfig());
        hnsw.entrySet().removeAll(Facts.of("hnsw.", config.getHnswConfig()).entrySet());
        facts.putAll(hnsw);
        return field(
                new DataType.Vector(dimension(vector.getSize()), distance(vector.getDistance()), false),
                vector.hasMultivectorConfig() ? "multivector" : "vector",
                facts);
    }

    /** Qdrant compares sparse vectors by their dot product, and by nothing else. */
    private static Field sparse(SparseVectorParams vector) {
        Map<String, String> facts = facts();
        Facts.of("", vector.getIndex()).forEach((name, value) -> {
            if (!name.equals("datatype")) {
                facts.put(name, value);
            }
        });
        putDatatype(facts, vector.getIndex().getDatatype());
        if (vector.getModifier() != Modifier.None) {
            facts.put("modifier", Facts.word(vector.getModifier().name()));
        }
        return field(new DataType.Vector(OptionalInt.empty(), Distance.DOT, true), "sparse_vector", facts);
    }

    private static Field field(DataType type, String nativeType, Map<String, String> facts) {
        return Field.of(UNNAMED, type).withNativeType(nativeType).withProperties(facts);
    }

    private static Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        facts.put(CollectionTable.PART, "vector");
        return facts;
    }

    private static void putDatatype(Map<String, String> facts, Datatype datatype) {
        if (datatype != Datatype.Default && datatype != Datatype.Float32) {
            facts.put("datatype", Facts.word(datatype.name()));
        }
    }

    private static void putQuantization(Map<String, String> facts, QuantizationConfig config) {
        Facts.of("quantization.", config).forEach((name, value) -> {
            String kindAndName = name.substring("quantization.".length());
            facts.put("quantization" + kindAndName.substring(kindAndName.indexOf('.')), value);
        });
        if (config.getQuantizationCase() != QuantizationConfig.QuantizationCase.QUANTIZATION_NOT_SET) {
            facts.put("quantization", Facts.word(config.getQuantizationCase().name()));
        }
    }

    private static OptionalInt dimension(long size) {
        return size > 0 && size <= Integer.MAX_VALUE ? OptionalInt.of((int) size) : OptionalInt.empty();
    }

    private static Distance distance(io.qdrant.client.grpc.Collections.Distance distance) {
        return switch (distance) {
            case Cosine -> Distance.COSINE;
            case Dot -> Distance.DOT;
            case Euclid -> Distance.EUCLIDEAN;
            case Manhattan -> Distance.MANHATTAN;
            default -> Distance.UNKNOWN;
        };
    }
}
