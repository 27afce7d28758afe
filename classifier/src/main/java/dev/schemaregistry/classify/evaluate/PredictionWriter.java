package dev.schemaregistry.classify.evaluate;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object a line: {@code id}, {@code sources} best first, {@code probabilities} beside them, {@code tables} best
 * first, {@code set}, {@code micros}.
 */
final class PredictionWriter implements AutoCloseable {
    private final @Nullable BufferedWriter out;
    private final String name;

    private PredictionWriter(@Nullable BufferedWriter out, String name) {
        this.out = out;
        this.name = name;
    }

    static PredictionWriter to(Optional<Path> file) {
        if (file.isEmpty()) {
            return new PredictionWriter(null, "");
        }
        try {
            return new PredictionWriter(
                    Files.newBufferedWriter(file.get(), StandardCharsets.UTF_8),
                    file.get().toString());
        } catch (IOException e) {
            throw unwritable(file.get().toString(), e);
        }
    }

    void write(String id, Answer answer) {
        if (out == null) {
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", id);
        line.put("sources", answer.sources());
        line.put("probabilities", answer.probabilities());
        line.put("tables", answer.tables());
        line.put("set", answer.set());
        line.put("micros", answer.micros());
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
