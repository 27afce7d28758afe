package dev.schemaregistry.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerTransport;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StdioAnswersTest {
    private static final int SENDERS = 8;
    private static final int MESSAGES = 200;

    private final McpJsonMapper mapper = new JacksonMcpJsonMapper(new ObjectMapper());

    @Test
    void noMessageOfManySendersIsLostOrTorn() {
        SlowOutput out = new SlowOutput();
        McpServerTransport transport = transport(out);
        CountDownLatch together = new CountDownLatch(SENDERS);

        List<CompletableFuture<Void>> senders = IntStream.range(0, SENDERS)
                .mapToObj(sender -> CompletableFuture.runAsync(() -> send(transport, sender, together)))
                .toList();
        senders.forEach(CompletableFuture::join);

        List<String> expected = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            for (int message = 0; message < MESSAGES; message++) {
                expected.add("{\"jsonrpc\":\"2.0\",\"method\":\"note\",\"params\":{\"text\":\"" + sender + "\\n"
                        + message + "\"}}");
            }
        }
        assertThat(out.text().lines()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private void send(McpServerTransport transport, int sender, CountDownLatch together) {
        together.countDown();
        for (int message = 0; message < MESSAGES; message++) {
            transport
                    .sendMessage(new McpSchema.JSONRPCNotification("note", Map.of("text", sender + "\n" + message)))
                    .block();
        }
    }

    private McpServerTransport transport(SlowOutput out) {
        AtomicReference<McpServerTransport> seen = new AtomicReference<>();
        StdioServerTransportProvider stdio =
                new StdioServerTransportProvider(mapper, InputStream.nullInputStream(), out);
        new StdioAnswers(stdio, mapper, out).setSessionFactory(transport -> {
            seen.set(transport);
            return null;
        });
        return seen.get();
    }

    /** Takes a line byte by byte and lets others run in between, as a pipe may. */
    private static final class SlowOutput extends java.io.OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            synchronized (bytes) {
                bytes.write(b);
            }
        }

        @Override
        public void write(byte[] line, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                write(line[i]);
                Thread.onSpinWait();
            }
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
