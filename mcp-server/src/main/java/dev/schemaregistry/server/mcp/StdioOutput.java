package dev.schemaregistry.server.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes on whole lines only, and tells when an answer has left. Thread-safe. */
final class StdioOutput extends OutputStream {
    private final OutputStream out;
    private final Unanswered unanswered;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    StdioOutput(OutputStream out, Unanswered unanswered) {
        this.out = out;
        this.unanswered = unanswered;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        line.write(b);
        if (b == '\n') {
            writeLine();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    /** A line of our own, between those of the protocol's implementation. */
    synchronized void writeWhole(byte[] bytes) throws IOException {
        out.write(bytes);
        out.write('\n');
        out.flush();
    }

    private void writeLine() throws IOException {
        byte[] bytes = line.toByteArray();
        line.reset();
        out.write(bytes);
        out.flush();
        if (MessageKind.of(bytes, bytes.length) == MessageKind.ANSWER) {
            unanswered.answered();
        }
    }
}
