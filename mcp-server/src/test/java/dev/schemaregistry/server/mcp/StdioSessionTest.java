package dev.schemaregistry.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.schemaregistry.server.Services;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stdio transport, fed with bytes: what goes in, what comes out, and when it ends. */
@Timeout(60)
class StdioSessionTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
            + "\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}";
    private static final String INITIALIZED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

    @TempDir
    Path folder;

    @Test
    void everythingAskedIsAnsweredBeforeItEnds() throws Exception {
        List<String> lines = new ArrayList<>(List.of(INITIALIZE, INITIALIZED));
        for (int id = 2; id < 40; id++) {
            lines.add("{\"jsonrpc\":\"2.0\",\"id\":" + id
                    + ",\"method\":\"tools/call\",\"params\":{\"name\":\"list_sources\",\"arguments\":{}}}");
        }
        List<JsonNode> answers = session(String.join("\n", lines));
        assertThat(answers).hasSize(39);
        assertThat(answers.stream().map(answer -> answer.get("id").asInt()).distinct())
                .hasSize(39);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.has("result")).isTrue());
    }

    @Test
    void itSaysWhatItIsForAndHowToUseIt() throws Exception {
        JsonNode result = session(INITIALIZE + '\n').get(0).get("result");
        assertThat(result.at("/serverInfo/name").asText()).isEqualTo("schema-registry");
        assertThat(result.get("instructions").asText()).contains("classify_question", "validate_query");
        assertThat(result.at("/capabilities/tools").isObject()).isTrue();
    }

    @Test
    void aLineThatIsNoMessageIsAnsweredAndDoesNotEndTheSession() throws Exception {
        String garbage = "this is not JSON\n{\"half\":\n[1,2]\n\n   \n\u0000\n";
        List<JsonNode> answers = session(
                INITIALIZE + '\n' + garbage + INITIALIZED + "\n{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}\n");
        assertThat(answers.stream().filter(answer -> answer.at("/error/code").asInt() == -32700))
                .hasSize(4);
        assertThat(answers.stream().filter(answer -> answer.path("id").asInt() == 2))
                .hasSize(1);
    }

    @Test
    void anUnknownMethodIsRefused() throws Exception {
        List<JsonNode> answers =
                session(INITIALIZE + '\n' + INITIALIZED + "\n{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"no/such\"}\n");
        assertThat(answers.get(1).at("/error/code").asInt()).isEqualTo(-32601);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "[1]",
                "\"text\"",
                "null",
                "{\"name\": 7}",
                "{\"name\": [\"a\"]}",
                "{\"name\": {\"a\": 1}, \"arguments\": {}}",
                "{\"arguments\": {}}",
                "{\"name\": null}",
                "{\"name\": \"list_sources\", \"arguments\": 7}",
                "{\"name\": \"list_sources\", \"arguments\": [1]}",
                "{\"name\": \"no_such_tool\", \"arguments\": {}}"
            })
    void malformedParametersOfAToolCallAreRefusedInASentence(String parameters) throws Exception {
        List<JsonNode> answers = session(INITIALIZE + '\n' + INITIALIZED
                + "\n{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":" + parameters + "}\n");
        JsonNode error = answers.get(1).get("error");
        if (error == null) { // a number where a text should be is read as its text, and refused as an unknown tool
            assertThat(answers.get(1).at("/result/isError").asBoolean()).isTrue();
            return;
        }
        assertThat(error.get("code").asInt()).isEqualTo(-32602);
        assertThat(error.toString()).doesNotContain("java.", "modelcontextprotocol", "Exception", "CallToolRequest");
    }

    @Test
    void aCancelledCallIsNotWaitedFor() throws Exception {
        SlowSource source = new SlowSource();
        PipedOutputStream client = new PipedOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PipedInputStream in = new PipedInputStream(client, 1 << 16);
                Services services = ServedShop.services(folder)) {
            Thread server =
                    new Thread(() -> McpStdioServer.run(ServedShop.offer(services, source), in, out), "stdio-server");
            server.start();
            client.write(
                    bytes(INITIALIZE + '\n' + INITIALIZED + "\n{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\","
                            + "\"params\":{\"name\":\"dry_run_query\",\"arguments\":{\"source\":\"shop\","
                            + "\"query\":\"SELECT id FROM orders\"}}}\n"));
            source.asked.await();
            client.write(bytes(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":2}}\n"));
            source.interrupted.await();
            client.close();
            server.join();
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"id\":1").doesNotContain("\"id\":2");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void withoutInputItEnds() throws Exception {
        assertThat(session("")).isEmpty();
    }

    private List<JsonNode> session(String input) throws SQLException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SampleServer server = new SampleServer(folder)) {
            McpStdioServer.run(server.offer(), new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out);
        }
        List<JsonNode> messages = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isEmpty()) {
                messages.add(MAPPER.readTree(line));
            }
        }
        return messages;
    }
}
