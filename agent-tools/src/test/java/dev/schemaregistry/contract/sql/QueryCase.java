package dev.schemaregistry.contract.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One line of a case file.
 *
 * @param types of the result; empty where the case does not say
 * @param findings in order of place; none for an accepted query
 */
record QueryCase(int line, String query, List<String> types, List<Expected> findings) {
    /** A code, and the first suggestion or an empty text. */
    record Expected(String code, String suggestion) {
        static Expected of(String text) {
            int colon = text.indexOf(':');
            return colon < 0
                    ? new Expected(text, "")
                    : new Expected(text.substring(0, colon), text.substring(colon + 1));
        }
    }

    static Stream<QueryCase> read(String resource) throws IOException {
        try (InputStream in = QueryCase.class.getResourceAsStream(resource)) {
            List<QueryCase> cases = new ArrayList<>();
            List<String> lines = new String(in.readAllBytes(), UTF_8).lines().toList();
            for (int at = 0; at < lines.size(); at++) {
                String line = lines.get(at);
                if (!line.isBlank() && !line.startsWith("#")) {
                    cases.add(parse(at + 1, line));
                }
            }
            return cases.stream();
        }
    }

    private static QueryCase parse(int number, String line) {
        int bar = line.indexOf('|');
        String expected = line.substring(0, bar).trim();
        String query = line.substring(bar + 1).trim();
        if (!expected.startsWith("accept")) {
            return new QueryCase(
                    number,
                    query,
                    List.of(),
                    Stream.of(expected.split("\\+")).map(Expected::of).toList());
        }
        int open = expected.indexOf('[');
        List<String> types = open < 0
                ? List.of()
                : List.of(expected.substring(open + 1, expected.length() - 1).split(",\\s*"));
        return new QueryCase(number, query, types, List.of());
    }

    @Override
    public String toString() {
        return "line " + line + ": " + query;
    }
}
