package dev.schemaregistry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** One agent's way to one table: what it asks and reads is counted. For one thread. */
final class Conversation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final McpProcess server;
    private int rounds;
    private int tokens;
    private int structuredTokens;
    private long nanos;

    Conversation(McpProcess server) {
        this.server = server;
    }

    /** Calls a tool and reads its text. */
    String call(String tool, Map<String, ?> arguments) {
        return McpProcess.text(ask(tool, arguments));
    }

    /** Calls a tool; the text is what is counted as read. */
    JsonNode ask(String tool, Map<String, ?> arguments) {
        long before = System.nanoTime();
        JsonNode result = server.call(tool, arguments);
        nanos += System.nanoTime() - before;
        String text = McpProcess.text(result);
        int asked = Tokens.of(JSON.valueToTree(arguments).toString());
        rounds++;
        tokens += asked + Tokens.of(text);
        structuredTokens += asked
                + Tokens.of(
                        result.has("structuredContent")
                                ? result.path("structuredContent").toString()
                                : text);
        return result;
    }

    /** The way so far. */
    Journey end(boolean reached) {
        return new Journey(reached, rounds, tokens, structuredTokens, nanos / 1e6);
    }

    /**
     * A way that has ended.
     *
     * @param reached whether the right table's columns were read
     * @param rounds calls, each a turn of the model
     * @param tokens of what was asked and the text that was read
     * @param structuredTokens the same for a client that hands its model the structured content instead of the text
     */
    record Journey(boolean reached, int rounds, int tokens, int structuredTokens, double millis) {}
}
