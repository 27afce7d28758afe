package dev.schemaregistry.connector.qdrant;

import io.grpc.netty.shaded.io.netty.util.internal.logging.InternalLoggerFactory;
import io.grpc.netty.shaded.io.netty.util.internal.logging.JdkLoggerFactory;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the transport from writing frames to a log. It would at DEBUG, and the headers in them hold the API key. The packages are
 * the shaded ones of gRPC, so nobody else's transport is touched.
 */
final class QuietTransport {
    /** Held, since the JDK forgets a logger, with its level, that nobody holds. */
    private static final Logger TRANSPORT = Logger.getLogger("io.grpc.netty.shaded");

    private QuietTransport() {}

    /** Has an effect only before the first channel of this JVM. */
    static void require() {
        TRANSPORT.setLevel(Level.INFO);
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    }
}
