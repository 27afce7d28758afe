package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object a line; to nowhere when no file is named. */
final class JsonLinesWriter implements AutoCloseable {
    private final @Nullable BufferedWriter out;
    private final String name;

    private JsonLinesWriter(@Nullable BufferedWriter out, String name) {
        this.out = out;
        this.name = name;
    }

    /** @throws InvalidRequestException naming the file when it cannot be written, here and later */
    static JsonLinesWriter to(Optional<Path> file) {
        if (file.isEmpty()) {
            return new JsonLinesWriter(null, "");
        }
        String name = file.get().toString();
        try {
            return new JsonLinesWriter(Files.newBufferedWriter(file.get(), StandardCharsets.UTF_8), name);
        } catch (IOException e) {
            throw unwritable(name, e);
        }
    }

    void write(Object line) {
        if (out == null) {
            return;
        }
        try {
            out.write(JsonLines.write(line));
            out.write('\n');
        } catch (IOException e) {
            throw unwritable(name, e);
        }
    }

    private static InvalidRequestException unwritable(String name, IOException cause) {
        return new InvalidRequestException(
                ErrorCode.INVALID_ARGUMENT, name + " cannot be written: " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        if (out == null) {
            return;
        }
        try {
            out.close();
        } catch (IOException e) {
            throw unwritable(name, e);
        }
    }
}
