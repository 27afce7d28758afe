package dev.schemaregistry.contract.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One line of the case file.
 *
 * @param expect {@code accept}, {@code reject} or {@code unverified}
 * @param errors all that there must be, in any order
 * @param columns of the result with their types, where the case says
 * @param note the rule of a finding that is no error, where there must be one; empty for none
 */
record MongoCase(int line, String query, String expect, List<Expected> errors, List<String> columns, String note) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A rule at a path; a suggestion where it must come first. */
    record Expected(String rule, String path, String suggestion) {}

    static Stream<MongoCase> read() throws IOException {
        try (InputStream in = MongoCase.class.getResourceAsStream("mongo-cases.jsonl")) {
            List<String> lines = new String(in.readAllBytes(), UTF_8).lines().toList();
            List<MongoCase> cases = new ArrayList<>();
            for (int at = 0; at < lines.size(); at++) {
                cases.add(of(at + 1, JSON.readTree(lines.get(at))));
            }
            return cases.stream();
        }
    }

    private static MongoCase of(int number, JsonNode line) {
        JsonNode query = line.path("query");
        List<Expected> errors = new ArrayList<>();
        line.path("errors")
                .forEach(error -> errors.add(new Expected(
                        error.path("rule").asText(),
                        error.path("path").asText(),
                        error.path("suggestion").asText(""))));
        return new MongoCase(
                number,
                query.isTextual() ? query.asText() : query.toString(),
                line.path("expect").asText(),
                errors,
                line.has("columns") ? List.of(line.path("columns").asText().split(" ")) : List.of(),
                line.path("note").asText(""));
    }

    @Override
    public String toString() {
        return "line " + line + ": " + query;
    }
}
