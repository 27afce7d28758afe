package dev.schemaregistry.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** One client's session over Streamable HTTP, spoken by hand: what is measured is what crosses the wire. For one thread. */
final class HttpClientSession {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI server;
    private final String session;
    private int requests;

    private HttpClientSession(HttpClient http, URI server, String session) {
        this.http = http;
        this.server = server;
        this.session = session;
    }

    /** Greets the server. */
    static HttpClientSession open(HttpClient http, URI server) {
        Map<String, Object> greeting = Map.of(
                "protocolVersion",
                "2025-06-18",
                "capabilities",
                Map.of(),
                "clientInfo",
                Map.of("name", "benchmark", "version", "1"));
        HttpResponse<String> answer = sent(http, request(server).POST(body("initialize", 0, greeting)));
        String id = answer.headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow(
                        () -> new IllegalStateException("no session: " + answer.statusCode() + ' ' + answer.body()));
        return new HttpClientSession(http, server, id);
    }

    /** The result of a tool; refusals are results too. */
    JsonNode call(String tool, Map<String, ?> arguments) {
        int id = ++requests;
        Map<String, Object> parameters = Map.of("name", tool, "arguments", arguments);
        HttpResponse<String> answer = sent(http, inSession().POST(body("tools/call", id, parameters)));
        JsonNode message = answer.body()
                .lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> parsed(line.substring("data:".length())))
                .filter(found -> found.path("id").asInt(-1) == id)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("no answer: " + answer.statusCode() + ' ' + answer.body()));
        if (!message.has("result")) {
            throw new IllegalStateException("the call failed: " + message);
        }
        return message.path("result");
    }

    /** Opens the stream of what the server tells by itself, and leaves it open. */
    CompletableFuture<HttpResponse<Stream<String>>> listen() {
        return http.sendAsync(inSession().GET().build(), HttpResponse.BodyHandlers.ofLines());
    }

    private HttpRequest.Builder inSession() {
        return request(server).header("Mcp-Session-Id", session).header("MCP-Protocol-Version", "2025-06-18");
    }

    private static HttpRequest.Builder request(URI server) {
        return HttpRequest.newBuilder(server)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
    }

    private static HttpRequest.BodyPublisher body(String method, int id, Map<String, ?> parameters) {
        Map<String, Object> message = Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", parameters);
        return HttpRequest.BodyPublishers.ofString(JSON.valueToTree(message).toString());
    }

    private static HttpResponse<String> sent(HttpClient http, HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
