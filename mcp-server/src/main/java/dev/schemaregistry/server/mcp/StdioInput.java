package dev.schemaregistry.server.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on lines that are messages. One that is not is answered with a parse error here and goes no further, since it would end
 * the session. The end of the input is passed on when all that was asked has been answered. One reader.
 */
final class StdioInput extends InputStream {
    private static final Logger LOG = LoggerFactory.getLogger(StdioInput.class);
    private static final int LONGEST_LINE = 4 * 1024 * 1024;
    private static final byte[] PARSE_ERROR =
            ("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":"
                            + "\"Parse error: expected one JSON-RPC message a line\"}}")
                    .getBytes(StandardCharsets.UTF_8);

    private final InputStream in;
    private final StdioOutput out;
    private final Unanswered unanswered;
    private final CountDownLatch ended = new CountDownLatch(1);
    private byte[] line = new byte[0];
    private int at;

    StdioInput(InputStream in, StdioOutput out, Unanswered unanswered) {
        this.in = in;
        this.out = out;
        this.unanswered = unanswered;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == line.length && !hasNextLine()) {
            return -1;
        }
        int count = Math.min(length, line.length - at);
        System.arraycopy(line, at, target, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() {
        return line.length - at;
    }

    /** Waits for the end of the input, or until it can be read no more. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    private boolean hasNextLine() throws IOException {
        boolean next = false;
        try {
            next = nextLine();
            return next;
        } finally {
            if (!next) {
                unanswered.awaitNone();
                ended.countDown();
            }
        }
    }

    private boolean nextLine() throws IOException {
        while (true) {
            ByteArrayOutputStream next = new ByteArrayOutputStream();
            boolean ended = readLine(next);
            if (isMessage(next)) {
                next.write('\n');
                line = next.toByteArray();
                at = 0;
                return true;
            }
            if (ended) {
                return false;
            }
        }
    }

    /** Reads up to the end of a line, keeping no more of it than a message may have. True at the end of the input. */
    private boolean readLine(ByteArrayOutputStream next) throws IOException {
        int b = in.read();
        while (b >= 0 && b != '\n') {
            if (next.size() <= LONGEST_LINE) {
                next.write(b);
            }
            b = in.read();
        }
        return b < 0;
    }

    private boolean isMessage(ByteArrayOutputStream candidate) throws IOException {
        byte[] bytes = candidate.toByteArray();
        if (new String(bytes, StandardCharsets.UTF_8).isBlank()) {
            return false;
        }
        MessageKind kind = bytes.length > LONGEST_LINE ? MessageKind.MALFORMED : MessageKind.of(bytes, bytes.length);
        if (kind == MessageKind.MALFORMED) {
            LOG.warn("a line of {} bytes on standard input is no JSON-RPC message", bytes.length);
            out.writeWhole(PARSE_ERROR);
            return false;
        }
        if (kind == MessageKind.REQUEST) {
            unanswered.asked();
        }
        return true;
    }
}
