package dev.schemaregistry.connector.qdrant;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.ListAliasesRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.Points.PayloadIncludeSelector;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.qdrant.client.grpc.Points.WithVectorsSelector;
import io.qdrant.client.grpc.PointsGrpc;
import io.qdrant.client.grpc.QdrantGrpc;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * The questions that a reading asks, each within a time limit. Thread-safe. Every method throws {@link StatusRuntimeException}.
 */
final class QdrantCalls {
    private static final Metadata.Key<String> API_KEY = Metadata.Key.of("api-key", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> DATE = Metadata.Key.of("date", Metadata.ASCII_STRING_MARSHALLER);
    /** Points in one answer, which is limited in bytes. */
    private static final int PAGE = 100;

    private final AtomicReference<Metadata> answerHeaders = new AtomicReference<>();
    private final Channel channel;
    private final Duration limit;

    QdrantCalls(Channel channel, Duration limit, Optional<String> key) {
        Metadata headers = new Metadata();
        key.ifPresent(secret -> headers.put(API_KEY, secret));
        this.channel = ClientInterceptors.intercept(
                channel,
                MetadataUtils.newAttachHeadersInterceptor(headers),
                MetadataUtils.newCaptureMetadataInterceptor(answerHeaders, new AtomicReference<>()));
        this.limit = limit;
    }

    /** When the server gave its latest answer, by its own clock; the epoch where it does not tell. */
    Instant time() {
        return Optional.ofNullable(answerHeaders.get())
                .map(headers -> headers.get(DATE))
                .flatMap(QdrantCalls::instant)
                .orElse(Instant.EPOCH);
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    String version() {
        return QdrantGrpc.newBlockingStub(channel)
                .withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS)
                .healthCheck(HealthCheckRequest.getDefaultInstance())
                .getVersion();
    }

    /** The names of the collections that the key may see. */
    SortedSet<String> collections() {
        return collectionsStub().list(ListCollectionsRequest.getDefaultInstance()).getCollectionsList().stream()
                .map(CollectionDescription::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The other names of collections, by collection. */
    SortedMap<String, SortedSet<String>> aliases() {
        SortedMap<String, SortedSet<String>> aliases = new TreeMap<>();
        for (AliasDescription alias : collectionsStub()
                .listAliases(ListAliasesRequest.getDefaultInstance())
                .getAliasesList()) {
            aliases.computeIfAbsent(alias.getCollectionName(), name -> new TreeSet<>())
                    .add(alias.getAliasName());
        }
        return aliases;
    }

    CollectionInfo info(String collection) {
        return collectionsStub()
                .get(GetCollectionInfoRequest.newBuilder()
                        .setCollectionName(collection)
                        .build())
                .getResult();
    }

    /** The payloads of the first points in the order of their ids, the only order there is without an index. */
    List<RetrievedPoint> sample(String collection, int size) {
        return sample(
                collection,
                size,
                WithPayloadSelector.newBuilder().setEnable(true).build());
    }

    /** The same with some keys of the payload only, written as paths. */
    List<RetrievedPoint> sample(String collection, int size, Collection<String> keys) {
        PayloadIncludeSelector wanted =
                PayloadIncludeSelector.newBuilder().addAllFields(keys).build();
        return sample(
                collection,
                size,
                WithPayloadSelector.newBuilder().setInclude(wanted).build());
    }

    private List<RetrievedPoint> sample(String collection, int size, WithPayloadSelector payload) {
        List<RetrievedPoint> points = new ArrayList<>();
        ScrollPoints.Builder question = ScrollPoints.newBuilder()
                .setCollectionName(collection)
                .setWithPayload(payload)
                .setWithVectors(WithVectorsSelector.newBuilder().setEnable(false));
        boolean more = size > 0;
        while (more) {
            ScrollResponse page = PointsGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .scroll(question.setLimit(Math.min(PAGE, size - points.size()))
                            .build());
            points.addAll(page.getResultList());
            question.setOffset(page.getNextPageOffset());
            more = page.hasNextPageOffset() && page.getResultCount() > 0 && points.size() < size;
        }
        return points;
    }

    private CollectionsGrpc.CollectionsBlockingStub collectionsStub() {
        return CollectionsGrpc.newBlockingStub(channel).withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
