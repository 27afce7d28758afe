package dev.schemaregistry.connector.qdrant;

import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.OptimizerStatus;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.WalConfigDiff;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One collection of {@link LoopbackQdrant}. Not thread-safe. */
final class StoredCollection {
    /** The order in which a server scrolls: numbers before UUIDs. */
    private static final Comparator<PointId> BY_ID = Comparator.comparing(PointId::hasUuid)
            .thenComparing(PointId::getNum, Long::compareUnsigned)
            .thenComparing(PointId::getUuid);

    private static final int DEFAULT_LIMIT = 10;

    private final CollectionConfig config;
    private final TreeMap<PointId, PointStruct> points = new TreeMap<>(BY_ID);
    private final Map<String, PayloadSchemaInfo> indexes = new TreeMap<>();
    private CollectionStatus status = CollectionStatus.Green;
    private String optimizerError = "";

    StoredCollection(CreateCollection wanted) {
        config = configOf(wanted);
    }

    void put(PointStruct point) {
        points.put(point.getId(), point);
    }

    void index(CreateFieldIndexCollection wanted) {
        // The two enumerations differ by one: "unknown" is zero among the types of a schema.
        PayloadSchemaInfo.Builder info =
                PayloadSchemaInfo.newBuilder().setDataType(PayloadSchemaType.forNumber(wanted.getFieldTypeValue() + 1));
        if (wanted.hasFieldIndexParams()) {
            info.setParams(wanted.getFieldIndexParams());
        }
        indexes.put(wanted.getFieldName(), info.build());
    }

    void dropIndex(String key) {
        indexes.remove(key);
    }

    void report(CollectionStatus newStatus, String newOptimizerError) {
        status = newStatus;
        optimizerError = newOptimizerError;
    }

    CollectionInfo info() {
        CollectionInfo.Builder info = CollectionInfo.newBuilder()
                .setStatus(status)
                .setOptimizerStatus(OptimizerStatus.newBuilder()
                        .setOk(optimizerError.isEmpty())
                        .setError(optimizerError))
                .setSegmentsCount(2)
                .setPointsCount(points.size())
                .setIndexedVectorsCount(points.size())
                .setConfig(config);
        indexes.forEach((key, index) -> info.putPayloadSchema(
                key, index.toBuilder().setPoints(points.size()).build()));
        return info.build();
    }

    ScrollResponse scroll(ScrollPoints question) {
        List<PointStruct> rest = new ArrayList<>(
                question.hasOffset()
                        ? points.tailMap(question.getOffset(), true).values()
                        : points.values());
        int limit = question.hasLimit() ? question.getLimit() : DEFAULT_LIMIT;
        ScrollResponse.Builder page = ScrollResponse.newBuilder();
        rest.stream().limit(limit).forEach(point -> page.addResult(retrieved(point, question)));
        if (rest.size() > limit) {
            page.setNextPageOffset(rest.get(limit).getId());
        }
        return page.build();
    }

    @Override
    public String toString() {
        return config + " " + points + " " + indexes;
    }

    private static RetrievedPoint retrieved(PointStruct point, ScrollPoints question) {
        RetrievedPoint.Builder out = RetrievedPoint.newBuilder().setId(point.getId());
        if (question.getWithVectors().getEnable()) {
            throw new IllegalStateException("nobody needs vectors to tell a schema");
        }
        if (question.getWithPayload().getEnable()) {
            out.putAllPayload(shuffled(point.getPayloadMap()));
        }
        question.getWithPayload().getInclude().getFieldsList().stream()
                .filter(point.getPayloadMap()::containsKey)
                .forEach(key -> out.putPayload(key, point.getPayloadMap().get(key)));
        return out.build();
    }

    /** A payload is a hash map at the server: its keys come in any order. */
    private static Map<String, Value> shuffled(Map<String, Value> payload) {
        List<String> keys = new ArrayList<>(payload.keySet());
        Collections.shuffle(keys);
        Map<String, Value> shuffled = new LinkedHashMap<>();
        keys.forEach(key -> shuffled.put(key, payload.get(key)));
        return shuffled;
    }

    /** What a server fills in where nothing was asked for. */
    private static CollectionConfig configOf(CreateCollection wanted) {
        CollectionParams.Builder params = CollectionParams.newBuilder()
                .setShardNumber(1)
                .setReplicationFactor(1)
                .setWriteConsistencyFactor(1)
                .setOnDiskPayload(!wanted.hasOnDiskPayload() || wanted.getOnDiskPayload());
        if (wanted.hasVectorsConfig()) {
            params.setVectorsConfig(wanted.getVectorsConfig());
        }
        if (wanted.hasSparseVectorsConfig()) {
            params.setSparseVectorsConfig(wanted.getSparseVectorsConfig());
        }
        if (wanted.hasShardingMethod()) {
            params.setShardingMethod(wanted.getShardingMethod());
        }
        CollectionConfig.Builder config = CollectionConfig.newBuilder()
                .setParams(params)
                .setHnswConfig(HnswConfigDiff.newBuilder()
                        .setM(16)
                        .setEfConstruct(100)
                        .setFullScanThreshold(10_000)
                        .setMaxIndexingThreads(0)
                        .setOnDisk(false)
                        .mergeFrom(wanted.getHnswConfig()))
                .setOptimizerConfig(OptimizersConfigDiff.newBuilder()
                        .setDeletedThreshold(0.2)
                        .setIndexingThreshold(10_000)
                        .setFlushIntervalSec(5))
                .setWalConfig(WalConfigDiff.newBuilder().setWalCapacityMb(32).setWalSegmentsAhead(0))
                .putAllMetadata(wanted.getMetadataMap());
        if (wanted.hasQuantizationConfig()) {
            config.setQuantizationConfig(wanted.getQuantizationConfig());
        }
        if (wanted.hasStrictModeConfig()) {
            config.setStrictModeConfig(wanted.getStrictModeConfig());
        }
        return config.build();
    }
}
