package dev.schemaregistry.server.mcp;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Standard input and output, taken for the protocol: from then on everything else that prints goes to standard error, so that no
 * stray line can break it.
 */
public record StdioStreams(InputStream in, OutputStream out) {
    /** Takes the streams of this process. Call it once, before anything can print. */
    public static StdioStreams claim() {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        InputStream in = System.in;
        System.setOut(new PrintStream(
                new FileOutputStream(FileDescriptor.err), true, java.nio.charset.StandardCharsets.UTF_8));
        System.setIn(InputStream.nullInputStream());
        return new StdioStreams(in, out);
    }
}
