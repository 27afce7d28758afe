package dev.schemaregistry.classify.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A question with the answer that people gave.
 *
 * @param tables {@code source.table}, lower case
 * @param columns {@code source.table.column}, lower case
 * @param group what questions that ask the same in other words share; the id where the file says nothing
 */
record LabelledQuestion(String id, String text, String source, Set<String> tables, Set<String> columns, String group) {
    static List<LabelledQuestion> read(Path file) {
        return read(LabelledFile.of(file));
    }

    static List<LabelledQuestion> read(LabelledFile file) {
        List<LabelledQuestion> questions = new ArrayList<>();
        JsonLines.read(file, line -> questions.add(of(line)));
        return questions;
    }

    private static LabelledQuestion of(JsonNode line) {
        String source = JsonLines.text(line, "source");
        return new LabelledQuestion(
                JsonLines.text(line, "id"),
                JsonLines.text(line, "question"),
                source,
                folded(source, line.path("tables")),
                folded(source, line.path("columns")),
                line.path("group").asText(JsonLines.text(line, "id")));
    }

    private static Set<String> folded(String source, JsonNode names) {
        Set<String> folded = new TreeSet<>();
        JsonLines.texts(names).forEach(name -> folded.add((source + '.' + name).toLowerCase(Locale.ROOT)));
        return folded;
    }
}
