package dev.schemaregistry.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Optional;
import javax.net.SocketFactory;

/**
 * Sockets that look at the very address they are about to connect to, so that it does not matter what a name led to before. Thread-safe;
 * drivers may make one by its name.
 */
public final class CheckedSocketFactory extends SocketFactory {
    private final TargetRule rule;

    /** For sources, which whoever runs the registry has named. */
    public CheckedSocketFactory() {
        this(TargetRule.ANYWHERE_USUAL);
    }

    /** By a rule of your choice. */
    public CheckedSocketFactory(TargetRule rule) {
        super();
        this.rule = rule;
    }

    @Override
    public Socket createSocket() {
        return new CheckedSocket(rule);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return bound(localHost, localPort, new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return bound(localAddress, localPort, new InetSocketAddress(address, port));
    }

    private Socket connected(SocketAddress target) throws IOException {
        Socket socket = createSocket();
        try {
            socket.connect(target);
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    private Socket bound(InetAddress local, int localPort, SocketAddress target) throws IOException {
        Socket socket = createSocket();
        try {
            socket.bind(new InetSocketAddress(local, localPort));
            socket.connect(target);
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    private static final class CheckedSocket extends Socket {
        private final TargetRule rule;

        CheckedSocket(TargetRule rule) {
            super();
            this.rule = rule;
        }

        @Override
        public void connect(SocketAddress target, int timeoutMillis) throws IOException {
            Optional<String> objection = target instanceof InetSocketAddress internet && !internet.isUnresolved()
                    ? rule.findObjection(internet.getAddress())
                    : Optional.empty();
            if (objection.isPresent()) {
                throw new SocketException("nothing may connect to that address: " + objection.get());
            }
            super.connect(target, timeoutMillis);
        }

        @Override
        public void connect(SocketAddress target) throws IOException {
            connect(target, 0);
        }
    }
}
