package dev.schemaregistry.server.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The SDK's stdio transport, but for how messages leave: each is written by the thread that has it, one at a time. The SDK hands
 * them to a queue that lets a sender wait a tenth of a second for another and then drops the message; on a busy machine that loses
 * an answer, and its client waits for ever. Thread-safe.
 */
final class StdioAnswers implements McpServerTransportProvider {
    private final StdioServerTransportProvider stdio;
    private final McpJsonMapper mapper;
    private final OutputStream out;

    /** @param out what {@code stdio} would have written to */
    StdioAnswers(StdioServerTransportProvider stdio, McpJsonMapper mapper, OutputStream out) {
        this.stdio = stdio;
        this.mapper = mapper;
        this.out = out;
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory factory) {
        stdio.setSessionFactory(transport -> factory.create(new Direct(transport)));
    }

    @Override
    public Mono<Void> notifyClients(String method, Object parameters) {
        return stdio.notifyClients(method, parameters);
    }

    @Override
    public Mono<Void> notifyClient(String session, String method, Object parameters) {
        return stdio.notifyClient(session, method, parameters);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return stdio.closeGracefully();
    }

    @Override
    public void close() {
        stdio.close();
    }

    @Override
    public List<String> protocolVersions() {
        return stdio.protocolVersions();
    }

    private void write(JSONRPCMessage message) {
        try {
            // JSON text of this mapper has no line breaks of its own: they are escaped inside strings.
            byte[] line = (mapper.writeValueAsString(message) + '\n').getBytes(StandardCharsets.UTF_8);
            synchronized (out) {
                out.write(line);
                out.flush();
            }
        } catch (IOException gone) {
            throw new UncheckedIOException("the client does not read any more", gone);
        }
    }

    private final class Direct implements McpServerTransport {
        private final McpServerTransport transport;

        Direct(McpServerTransport transport) {
            this.transport = transport;
        }

        @Override
        public Mono<Void> sendMessage(JSONRPCMessage message) {
            return Mono.fromRunnable(() -> write(message));
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return transport.unmarshalFrom(data, type);
        }

        @Override
        public Mono<Void> closeGracefully() {
            return transport.closeGracefully();
        }

        @Override
        public void close() {
            transport.close();
        }

        @Override
        public List<String> protocolVersions() {
            return transport.protocolVersions();
        }
    }
}
