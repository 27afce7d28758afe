package dev.schemaregistry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.benchmarks.Conversation.Journey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Agents that look for a table. None is a model: each follows a fixed plan, and each recognises the right table as soon as it
 * reads its name. That favours a server that shows many names over one that chooses, and so is kind to the peer.
 */
final class Agents {
    static final String SOURCE = "company";

    private static final int GUESSES = 3;
    private static final Set<String> SMALL_WORDS = Set.of(
            "about", "does", "each", "every", "have", "highest", "longest", "many", "most", "much", "what", "where",
            "which", "with", "were", "there", "this", "that", "time", "list", "from", "last", "next", "still", "best",
            "worst", "long", "before", "after", "average", "number", "people");

    private Agents() {}

    /** Asks where the question is answered, then for the schema of the tables it was told to answer with. */
    static Journey registry(McpProcess server, String question, String table) {
        Conversation conversation = new Conversation(server);
        JsonNode route = conversation.ask("classify_question", Map.of("question", question));
        if (!names(McpProcess.text(route), table)) {
            return search(conversation, question, table);
        }
        List<String> chosen = new ArrayList<>();
        route.path("structuredContent").path("answer_with").forEach(name -> chosen.add(name.asText()));
        String right = SOURCE + '.' + table;
        String summary = conversation.call(
                "schema_summary", Map.<String, Object>of("tables", chosen.contains(right) ? chosen : List.of(right)));
        return conversation.end(defines(summary, table));
    }

    /** Asks for the schema needed at once, and describes the right table if it is only named there. */
    static Journey registryInOneCall(McpProcess server, String question, String table) {
        Conversation conversation = new Conversation(server);
        String summary = conversation.call("schema_summary", Map.of("question", question));
        if (defines(summary, table)) {
            return conversation.end(true);
        }
        return names(summary, table) ? describe(conversation, table) : search(conversation, question, table);
    }

    private static Journey search(Conversation conversation, String question, String table) {
        for (String word : words(question)) {
            if (names(conversation.call("search_schema", Map.of("words", word)), table)) {
                return describe(conversation, table);
            }
        }
        return conversation.end(false);
    }

    private static Journey describe(Conversation conversation, String table) {
        String text = conversation.call("describe_table", Map.of("source", SOURCE, "table", table));
        return conversation.end(defines(text, table));
    }

    /** Reads the names of all tables, then the right one in full. */
    static Journey lister(McpProcess server, String question, String table) {
        return readAllNames(new Conversation(server), table);
    }

    /** Looks for words of the question in names of tables, a few times; then reads all names. */
    static Journey guesser(McpProcess server, String question, String table) {
        Conversation conversation = new Conversation(server);
        for (String word : words(question)) {
            String found =
                    conversation.call("search_objects", Map.of("object_type", "table", "pattern", "%" + word + "%"));
            if (lists(found, table)) {
                return readInFull(conversation, table);
            }
        }
        return readAllNames(conversation, table);
    }

    /** Knows the table's name beforehand: the least that can be read. */
    static Journey knower(McpProcess server, String question, String table) {
        return readInFull(new Conversation(server), table);
    }

    private static Journey readAllNames(Conversation conversation, String table) {
        String names =
                conversation.call("search_objects", Map.<String, Object>of("object_type", "table", "limit", 1_000));
        return lists(names, table) ? readInFull(conversation, table) : conversation.end(false);
    }

    private static Journey readInFull(Conversation conversation, String table) {
        String text = conversation.call(
                "search_objects",
                Map.of("object_type", "table", "pattern", table, "schema", "main", "detail_level", "full"));
        return conversation.end(text.contains("columns") && lists(text, table));
    }

    /** The question's longer words without their ending, in order. */
    static List<String> words(String question) {
        return Arrays.stream(question.toLowerCase(Locale.ROOT).split("[^a-z]+"))
                .filter(word -> word.length() > 3 && !SMALL_WORDS.contains(word))
                .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .distinct()
                .limit(GUESSES)
                .toList();
    }

    private static boolean lists(String json, String table) {
        return json.contains("\"name\": \"" + table + "\"");
    }

    private static boolean names(String text, String table) {
        return Pattern.compile("\\b" + table + "\\b").matcher(text).find();
    }

    /** Whether the table stands there with columns: its own key is the first of them. */
    private static boolean defines(String text, String table) {
        return Pattern.compile("\\b" + table + "\\b[^\\n]*[\\s(]+" + table + "_id\\b")
                .matcher(text)
                .find();
    }
}
