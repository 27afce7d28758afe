package dev.schemaregistry.classify.evaluate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes what was answered wrongly, one JSON object a line. */
final class ErrorWriter implements AutoCloseable {
    private final JsonLinesWriter out;

    private ErrorWriter(JsonLinesWriter out) {
        this.out = out;
    }

    static ErrorWriter to(Optional<Path> file) {
        return new ErrorWriter(JsonLinesWriter.to(file));
    }

    void write(String set, String model, RoutingReport.Miss miss) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("set", set);
        line.put("model", model);
        line.put("id", miss.id());
        line.put("reason", miss.reason().word());
        line.put("question", miss.question());
        line.put("expected", miss.expected());
        line.put("expectedTables", miss.expectedTables());
        line.put("got", miss.got());
        line.put("gotTables", miss.gotTables());
        line.put("rank", miss.rank());
        line.put("probability", miss.probability());
        line.put("unmatchedWords", miss.unmatchedWords());
        line.put("reasoning", miss.reasoning());
        out.write(line);
    }

    @Override
    public void close() {
        out.close();
    }
}
