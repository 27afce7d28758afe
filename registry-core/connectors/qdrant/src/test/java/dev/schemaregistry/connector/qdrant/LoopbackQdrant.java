package dev.schemaregistry.connector.qdrant;

import io.grpc.ForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.CollectionOperationResponse;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.GetCollectionInfoResponse;
import io.qdrant.client.grpc.Collections.ListAliasesRequest;
import io.qdrant.client.grpc.Collections.ListAliasesResponse;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsResponse;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeleteFieldIndexCollection;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.PointsGrpc;
import io.qdrant.client.grpc.QdrantGrpc;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckReply;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A Qdrant server on the loopback address, on the service classes of the real client: as much of collections, aliases, points and
 * payload indexes as telling a schema needs. Answers and errors have the real server's shapes. Thread-safe.
 */
public final class LoopbackQdrant implements AutoCloseable {
    private static final Metadata.Key<String> API_KEY = Metadata.Key.of("api-key", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> DATE = Metadata.Key.of("date", Metadata.ASCII_STRING_MARSHALLER);
    private static final String NOW = "Sun, 01 Mar 2026 12:00:00 GMT";
    private static final Set<String> OPEN_TO_ALL = Set.of("qdrant.Qdrant/HealthCheck");

    private final Map<String, StoredCollection> collections = new TreeMap<>();
    private final Map<String, String> aliases = new TreeMap<>();
    private final Map<String, Status> refused = new ConcurrentHashMap<>();
    private final Set<String> vanishing = ConcurrentHashMap.newKeySet();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Server server;
    private volatile Consumer<String> onCall = call -> {};

    private LoopbackQdrant(int port, String apiKey) throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .addService(new Service())
                .addService(new CollectionsService())
                .addService(new PointsService())
                .intercept(new Guard(apiKey))
                .build()
                .start();
    }

    /** A server that lets everybody in. */
    public static LoopbackQdrant start() throws IOException {
        return new LoopbackQdrant(0, "");
    }

    /** A server that wants this key. */
    public static LoopbackQdrant start(String apiKey) throws IOException {
        return new LoopbackQdrant(0, apiKey);
    }

    static LoopbackQdrant startAt(int port) throws IOException {
        return new LoopbackQdrant(port, "");
    }

    public int port() {
        return server.getPort();
    }

    /** The address to register, without a key. */
    public String uri() {
        return "qdrant://127.0.0.1:" + port();
    }

    /** Whoever works on this server as its administrator; closed by the caller. */
    public QdrantAdministrator administrator(String apiKey) {
        return QdrantAdministrator.of("127.0.0.1", port(), apiKey);
    }

    /** From now on refuses to tell of a collection, which it still lists. */
    public void deny(String collection) {
        refuse(
                collection,
                Status.PERMISSION_DENIED.withDescription(
                        "Forbidden: Access to collection " + collection + " is required"));
    }

    /** From now on answers every question about a collection, which it still lists, with this. */
    void refuse(String collection, Status status) {
        refused.put(collection, status);
    }

    /** Takes {@link #deny} and {@link #refuse} back. */
    public void allow(String collection) {
        refused.remove(collection);
    }

    /** Lists a collection that is gone when somebody asks for it. */
    void listVanished(String collection) {
        vanishing.add(collection);
    }

    synchronized void report(String collection, CollectionStatus status, String optimizerError) {
        find(collection).report(status, optimizerError);
    }

    /** Told the full name of each method that is called, on the thread that serves it. */
    void onCall(Consumer<String> listener) {
        onCall = listener;
    }

    /** The full names of the methods that were called so far. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    /** Everything that the server keeps. */
    public synchronized String everything() {
        return collections + " " + aliases;
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private StoredCollection find(String name) {
        Status refusal = refused.get(name);
        if (refusal != null) {
            throw refusal.asRuntimeException();
        }
        StoredCollection found = collections.get(aliases.getOrDefault(name, name));
        if (found == null) {
            throw Status.NOT_FOUND
                    .withDescription("Not found: Collection `" + name + "` doesn't exist!")
                    .asRuntimeException();
        }
        return found;
    }

    private <T> void answer(StreamObserver<T> observer, Supplier<T> answer) {
        T message;
        try {
            synchronized (this) {
                message = answer.get();
            }
        } catch (io.grpc.StatusRuntimeException e) {
            observer.onError(e);
            return;
        }
        observer.onNext(message);
        observer.onCompleted();
    }

    /** Lets in who has the key. */
    private final class Guard implements ServerInterceptor {
        private final String apiKey;

        Guard(String apiKey) {
            this.apiKey = apiKey;
        }

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            String method = call.getMethodDescriptor().getFullMethodName();
            String given = headers.get(API_KEY);
            if (!apiKey.isEmpty() && !OPEN_TO_ALL.contains(method) && !apiKey.equals(given)) {
                call.close(
                        Status.UNAUTHENTICATED.withDescription(
                                given == null
                                        ? "Must provide an API key or an Authorization bearer token"
                                        : "Invalid API key or JWT"),
                        new Metadata());
                return new ServerCall.Listener<>() {};
            }
            calls.add(method);
            onCall.accept(method);
            return next.startCall(new Dated<>(call), headers);
        }
    }

    /** The real server stands on an HTTP library that dates every answer. */
    private static final class Dated<Q, A> extends ForwardingServerCall.SimpleForwardingServerCall<Q, A> {
        Dated(ServerCall<Q, A> call) {
            super(call);
        }

        @Override
        public void sendHeaders(Metadata headers) {
            headers.put(DATE, NOW);
            super.sendHeaders(headers);
        }
    }

    private static final class Service extends QdrantGrpc.QdrantImplBase {
        @Override
        public void healthCheck(HealthCheckRequest request, StreamObserver<HealthCheckReply> observer) {
            observer.onNext(HealthCheckReply.newBuilder()
                    .setTitle("qdrant - vector search engine")
                    .setVersion("1.18.1")
                    .build());
            observer.onCompleted();
        }
    }

    private final class CollectionsService extends CollectionsGrpc.CollectionsImplBase {
        @Override
        public void list(ListCollectionsRequest request, StreamObserver<ListCollectionsResponse> observer) {
            answer(observer, () -> {
                ListCollectionsResponse.Builder out = ListCollectionsResponse.newBuilder();
                Set<String> names = new java.util.HashSet<>(collections.keySet());
                names.addAll(vanishing);
                names.forEach(name ->
                        out.addCollections(CollectionDescription.newBuilder().setName(name)));
                return out.build();
            });
        }

        @Override
        public void get(GetCollectionInfoRequest request, StreamObserver<GetCollectionInfoResponse> observer) {
            answer(
                    observer,
                    () -> GetCollectionInfoResponse.newBuilder()
                            .setResult(find(request.getCollectionName()).info())
                            .build());
        }

        @Override
        public void create(CreateCollection request, StreamObserver<CollectionOperationResponse> observer) {
            answer(observer, () -> {
                String name = request.getCollectionName();
                if (collections.putIfAbsent(name, new StoredCollection(request)) != null) {
                    throw Status.INVALID_ARGUMENT
                            .withDescription("Wrong input: Collection `" + name + "` already exists!")
                            .asRuntimeException();
                }
                return done();
            });
        }

        @Override
        public void delete(DeleteCollection request, StreamObserver<CollectionOperationResponse> observer) {
            answer(observer, () -> {
                boolean removed = collections.remove(request.getCollectionName()) != null;
                aliases.values().removeIf(request.getCollectionName()::equals);
                return CollectionOperationResponse.newBuilder()
                        .setResult(removed)
                        .build();
            });
        }

        @Override
        public void updateAliases(ChangeAliases request, StreamObserver<CollectionOperationResponse> observer) {
            answer(observer, () -> {
                for (AliasOperations action : request.getActionsList()) {
                    if (action.hasCreateAlias()) {
                        find(action.getCreateAlias().getCollectionName());
                        aliases.put(
                                action.getCreateAlias().getAliasName(),
                                action.getCreateAlias().getCollectionName());
                    }
                    aliases.remove(action.getDeleteAlias().getAliasName());
                }
                return done();
            });
        }

        @Override
        public void listAliases(ListAliasesRequest request, StreamObserver<ListAliasesResponse> observer) {
            answer(observer, () -> {
                ListAliasesResponse.Builder out = ListAliasesResponse.newBuilder();
                aliases.forEach((alias, collection) -> out.addAliases(
                        AliasDescription.newBuilder().setAliasName(alias).setCollectionName(collection)));
                return out.build();
            });
        }

        private CollectionOperationResponse done() {
            return CollectionOperationResponse.newBuilder().setResult(true).build();
        }
    }

    private final class PointsService extends PointsGrpc.PointsImplBase {
        @Override
        public void upsert(UpsertPoints request, StreamObserver<PointsOperationResponse> observer) {
            answer(observer, () -> {
                StoredCollection collection = find(request.getCollectionName());
                request.getPointsList().forEach(collection::put);
                return PointsOperationResponse.getDefaultInstance();
            });
        }

        @Override
        public void scroll(ScrollPoints request, StreamObserver<ScrollResponse> observer) {
            answer(observer, () -> find(request.getCollectionName()).scroll(request));
        }

        @Override
        public void createFieldIndex(
                CreateFieldIndexCollection request, StreamObserver<PointsOperationResponse> observer) {
            answer(observer, () -> {
                find(request.getCollectionName()).index(request);
                return PointsOperationResponse.getDefaultInstance();
            });
        }

        @Override
        public void deleteFieldIndex(
                DeleteFieldIndexCollection request, StreamObserver<PointsOperationResponse> observer) {
            answer(observer, () -> {
                find(request.getCollectionName()).dropIndex(request.getFieldName());
                return PointsOperationResponse.getDefaultInstance();
            });
        }
    }
}
