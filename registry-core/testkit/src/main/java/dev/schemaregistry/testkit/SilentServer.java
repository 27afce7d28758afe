package dev.schemaregistry.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port that accepts connections, through the operating system's queue, and never answers. */
public final class SilentServer implements AutoCloseable {
    private final ServerSocket socket;

    private SilentServer(ServerSocket socket) {
        this.socket = socket;
    }

    public static SilentServer start() throws IOException {
        return new SilentServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /** A port on the loopback address where nobody listens. */
    public static int closedPort() throws IOException {
        try (SilentServer server = start()) {
            return server.port();
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
