package dev.schemaregistry.classify.evaluate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes one JSON object a line: {@code id}, {@code sources} best first, {@code probabilities} beside them, {@code tables} best
 * first, {@code set}, {@code micros}.
 */
final class PredictionWriter implements AutoCloseable {
    private final JsonLinesWriter out;

    private PredictionWriter(JsonLinesWriter out) {
        this.out = out;
    }

    static PredictionWriter to(Optional<Path> file) {
        return new PredictionWriter(JsonLinesWriter.to(file));
    }

    void write(String id, Answer answer) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", id);
        line.put("sources", answer.sources());
        line.put("probabilities", answer.probabilities());
        line.put("tables", answer.tables());
        line.put("set", answer.set());
        line.put("micros", answer.micros());
        out.write(line);
    }

    @Override
    public void close() {
        out.close();
    }
}
