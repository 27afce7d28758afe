package dev.schemaregistry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/** One client's session over Streamable HTTP, spoken by hand: what is measured is what crosses the wire. For one thread. */
final class HttpClientSession {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SESSION = "Mcp-Session-Id";
    private static final String PROTOCOL = "MCP-Protocol-Version";
    private static final String VERSION = "2025-06-18";

    private final LoadClient http;
    private final URI server;
    private final String session;
    private int requests;

    private HttpClientSession(LoadClient http, URI server, String session) {
        this.http = http;
        this.server = server;
        this.session = session;
    }

    /** Greets the server. */
    static HttpClientSession open(LoadClient http, URI server) {
        Map<String, Object> greeting = Map.of(
                "protocolVersion",
                VERSION,
                "capabilities",
                Map.of(),
                "clientInfo",
                Map.of("name", "benchmark", "version", "1"));
        LoadClient.Answer answer =
                http.send(post(server, "initialize", 0, greeting).build());
        String id = answer.session()
                .orElseThrow(() -> new IllegalStateException("no session: " + answer.status() + ' ' + answer.body()));
        return new HttpClientSession(http, server, id);
    }

    /** The result of a tool; refusals are results too. */
    JsonNode call(String tool, Map<String, ?> arguments) {
        int id = ++requests;
        Map<String, Object> parameters = Map.of("name", tool, "arguments", arguments);
        LoadClient.Answer answer = http.send(post(server, "tools/call", id, parameters)
                .addHeader(SESSION, session)
                .addHeader(PROTOCOL, VERSION)
                .build());
        JsonNode message = answer.body()
                .lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> parsed(line.substring("data:".length())))
                .filter(found -> found.path("id").asInt(-1) == id)
                .findFirst()
                .orElseThrow(() -> unanswered(answer.status() + " " + answer.body()));
        if (!message.has("result")) {
            throw unanswered(message.toString());
        }
        return message.path("result");
    }

    /** Opens the stream of what the server tells by itself, and leaves it open. */
    void listen() {
        int status = http.listen(ClassicRequestBuilder.get(server)
                .addHeader("Accept", "text/event-stream")
                .addHeader(SESSION, session)
                .addHeader(PROTOCOL, VERSION)
                .build());
        if (status != 200) {
            throw new IllegalStateException("no stream: " + status);
        }
    }

    private static ClassicRequestBuilder post(URI server, String method, int id, Map<String, ?> parameters) {
        Map<String, Object> message = Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", parameters);
        return ClassicRequestBuilder.post(server)
                .addHeader("Accept", "application/json, text/event-stream")
                .setEntity(JSON.valueToTree(message).toString(), ContentType.APPLICATION_JSON);
    }

    private static UncheckedIOException unanswered(String instead) {
        return new UncheckedIOException(new IOException("no answer: " + instead));
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
