package dev.schemaregistry.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes connections on to a server, and cuts each one once the server has said so many bytes over all of them. After that it still
 * accepts, and hangs up at once.
 */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket socket;
    private final String host;
    private final int port;
    private final long most;
    private final AtomicLong passed = new AtomicLong();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private CuttingProxy(ServerSocket socket, String host, int port, long most) {
        this.socket = socket;
        this.host = host;
        this.port = port;
        this.most = most;
    }

    static CuttingProxy to(String host, int port, long most) throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        CuttingProxy proxy = new CuttingProxy(socket, host, port, most);
        start(proxy::accept);
        return proxy;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** How many bytes the server has said. */
    long passed() {
        return passed.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                Socket server = new Socket(host, port);
                open.add(client);
                open.add(server);
                start(() -> pass(client, server, new AtomicLong(), Long.MAX_VALUE));
                start(() -> pass(server, client, passed, most));
            }
        } catch (IOException closed) {
            closeAll();
        }
    }

    private void pass(Socket from, Socket to, AtomicLong counted, long limit) {
        byte[] buffer = new byte[512];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (counted.addAndGet(read) > limit) {
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException hungUp) {
            // one side is gone, and the other goes with it
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void closeAll() {
        for (Socket each : open) {
            try {
                each.close();
            } catch (IOException alreadyClosed) {
                // it is closed either way
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        closeAll();
    }
}
