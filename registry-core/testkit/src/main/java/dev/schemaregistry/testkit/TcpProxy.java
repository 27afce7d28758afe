package dev.schemaregistry.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network between a client and a server that a test can break: cut, so that connections end and new ones are refused, or swallow,
 * so that they stay open and nothing arrives. Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int CHUNK = 8_192;

    private final String host;
    private final int target;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile State state = State.OPEN;

    private enum State {
        OPEN,
        CUT,
        SWALLOWING
    }

    private TcpProxy(String host, int target) throws IOException {
        this.host = host;
        this.target = target;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    public static TcpProxy to(String host, int port) throws IOException {
        TcpProxy proxy = new TcpProxy(host, port);
        daemon(proxy::accept);
        return proxy;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How many connections were tried, those that were refused included. */
    public int connections() {
        return accepted.get();
    }

    /** Ends every connection, and each new one at once. */
    public void cut() {
        state = State.CUT;
        sockets.forEach(TcpProxy::close);
        sockets.clear();
    }

    /** From now on nothing arrives anywhere, and nobody is told. */
    public void swallow() {
        state = State.SWALLOWING;
    }

    /** New connections work again; those that swallowed something are ended. */
    public void repair() {
        cut();
        state = State.OPEN;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                accepted.incrementAndGet();
                sockets.add(client);
                if (state == State.CUT) {
                    close(client);
                } else if (state == State.OPEN) {
                    connect(client);
                }
            } catch (IOException ended) {
                // The next round sees whether that was the end.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket remote = new Socket(host, target);
        sockets.add(remote);
        daemon(() -> pump(client, remote));
        daemon(() -> pump(remote, client));
    }

    private void pump(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (state != State.SWALLOWING) {
                    out.write(chunk, 0, read);
                    out.flush();
                }
            }
        } catch (IOException ended) {
            // One side has gone; the other goes too.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
