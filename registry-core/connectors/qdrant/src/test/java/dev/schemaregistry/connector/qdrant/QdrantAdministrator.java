package dev.schemaregistry.connector.qdrant;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CreateAlias;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteAlias;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeleteFieldIndexCollection;
import io.qdrant.client.grpc.Points.FieldType;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.PointsGrpc;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Changes a Qdrant server, the one of the tests or a real one. */
public final class QdrantAdministrator implements AutoCloseable {
    private final ManagedChannel channel;
    private final CollectionsGrpc.CollectionsBlockingStub collections;
    private final PointsGrpc.PointsBlockingStub points;

    private QdrantAdministrator(ManagedChannel channel, String apiKey) {
        Metadata headers = new Metadata();
        if (!apiKey.isEmpty()) {
            headers.put(Metadata.Key.of("api-key", Metadata.ASCII_STRING_MARSHALLER), apiKey);
        }
        this.channel = channel;
        collections = CollectionsGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
        points = PointsGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /** @param apiKey empty where none is wanted */
    static QdrantAdministrator of(String host, int port, String apiKey) {
        QuietTransport.require();
        return new QdrantAdministrator(
                ManagedChannelBuilder.forAddress(host, port).usePlaintext().build(), apiKey);
    }

    /** Creates a collection of plain vectors. */
    public void create(String collection, int dimension) {
        create(CreateCollection.newBuilder()
                .setCollectionName(collection)
                .setVectorsConfig(VectorsConfig.newBuilder()
                        .setParams(VectorParams.newBuilder().setSize(dimension).setDistance(Distance.Cosine)))
                .build());
    }

    void create(CreateCollection wanted) {
        collections.create(wanted);
    }

    public void delete(String collection) {
        collections.delete(
                DeleteCollection.newBuilder().setCollectionName(collection).build());
    }

    public void alias(String alias, String collection) {
        change(AliasOperations.newBuilder()
                .setCreateAlias(CreateAlias.newBuilder().setAliasName(alias).setCollectionName(collection)));
    }

    void dropAlias(String alias) {
        change(AliasOperations.newBuilder()
                .setDeleteAlias(DeleteAlias.newBuilder().setAliasName(alias)));
    }

    /** Puts a point with a vector of zeros but one. */
    public void put(String collection, long id, int dimension, Map<String, Value> payload) {
        float[] vector = new float[dimension];
        vector[0] = 1;
        put(
                collection,
                PointStruct.newBuilder()
                        .setId(PointIdFactory.id(id))
                        .setVectors(VectorsFactory.vectors(vector))
                        .putAllPayload(payload)
                        .build());
    }

    void put(String collection, PointStruct point) {
        points.upsert(UpsertPoints.newBuilder()
                .setCollectionName(collection)
                .setWait(true)
                .addPoints(point)
                .build());
    }

    /** Indexes a key of the payload; {@code type} is Qdrant's word such as {@code keyword}. */
    public void index(String collection, String key, String type) {
        index(collection, key, type, PayloadIndexParams.getDefaultInstance());
    }

    void index(String collection, String key, String type, PayloadIndexParams parameters) {
        CreateFieldIndexCollection.Builder wanted = CreateFieldIndexCollection.newBuilder()
                .setCollectionName(collection)
                .setWait(true)
                .setFieldName(key)
                .setFieldType(FieldType.valueOf(
                        "FieldType" + type.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + type.substring(1)));
        if (!parameters.equals(PayloadIndexParams.getDefaultInstance())) {
            wanted.setFieldIndexParams(parameters);
        }
        points.createFieldIndex(wanted.build());
    }

    void dropIndex(String collection, String key) {
        points.deleteFieldIndex(DeleteFieldIndexCollection.newBuilder()
                .setCollectionName(collection)
                .setWait(true)
                .setFieldName(key)
                .build());
    }

    /** What a collection is and holds, as text. */
    String dump(String collection) {
        return collections
                        .get(GetCollectionInfoRequest.newBuilder()
                                .setCollectionName(collection)
                                .build())
                        .getResult()
                        .getConfig()
                + points.scroll(ScrollPoints.newBuilder()
                                .setCollectionName(collection)
                                .setLimit(10_000)
                                .build())
                        .getResultList()
                        .toString();
    }

    private void change(AliasOperations.Builder action) {
        collections.updateAliases(ChangeAliases.newBuilder().addActions(action).build());
    }

    @Override
    public void close() {
        channel.shutdownNow();
        try {
            channel.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
