package dev.schemaregistry.connector.qdrant;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The channel to one server: made when it is needed, kept, and gone after closing. Thread-safe. */
final class KeptChannel implements AutoCloseable {
    /** One answer holds at most a page of points, whatever somebody put into their payloads. */
    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;

    private static final long PATIENCE_SECONDS = 5;

    private final QdrantSettings settings;
    private @Nullable ManagedChannel channel;
    private boolean closed;

    KeptChannel(QdrantSettings settings) {
        this.settings = settings;
    }

    /** Contacts nobody: the first call does. */
    synchronized ManagedChannel open(String doing) {
        if (closed) {
            throw new SourceException(
                    ErrorCode.SOURCE_FAILED, doing + " failed: the connector is closed; open a new one");
        }
        @Nullable ManagedChannel kept = channel;
        if (kept == null) {
            kept = build();
            channel = kept;
        }
        return kept;
    }

    /** Gives the channel up; the next call makes another. */
    synchronized void drop() {
        @Nullable ManagedChannel kept = channel;
        channel = null;
        if (kept != null) {
            kept.shutdownNow();
        }
    }

    @Override
    public void close() {
        @Nullable ManagedChannel kept;
        synchronized (this) {
            closed = true;
            kept = channel;
            drop();
        }
        if (kept != null) {
            awaitEnd(kept);
        }
    }

    private ManagedChannel build() {
        QuietTransport.require();
        ManagedChannelBuilder<?> builder = ManagedChannelBuilder.forTarget(
                        CheckedNames.target(settings.host(), settings.port()))
                .userAgent("schema-registry")
                .disableServiceConfigLookUp()
                .maxInboundMessageSize(LARGEST_ANSWER);
        return (settings.tls() ? builder.useTransportSecurity() : builder.usePlaintext()).build();
    }

    private static void awaitEnd(ManagedChannel channel) {
        try {
            channel.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
