package dev.schemaregistry.server.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A client of Streamable HTTP by hand: each test says which headers go with a message, and sees what comes back as it is. */
record RawClient(URI server, Map<String, String> headers) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    static final String SESSION = "Mcp-Session-Id";
    static final String TOOLS = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";

    static RawClient of(URI server) {
        return new RawClient(server, Map.of());
    }

    RawClient with(String header, String value) {
        Map<String, String> more = new java.util.HashMap<>(headers);
        more.put(header, value);
        return new RawClient(server, Map.copyOf(more));
    }

    RawClient withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** The same client in a session of its own. */
    RawClient initialized() {
        HttpResponse<String> greeted = post(StdioSessionTest.INITIALIZE);
        RawClient client = with(
                SESSION,
                greeted.headers()
                        .firstValue(SESSION)
                        .orElseThrow(() -> new AssertionError(greeted.statusCode() + " " + greeted.body())));
        client.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return client;
    }

    HttpResponse<String> post(String body) {
        return send(request().POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    CompletableFuture<HttpResponse<String>> postLater(String body) {
        return HTTP.sendAsync(
                request().POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> delete() {
        return send(request().DELETE());
    }

    HttpResponse<String> get() {
        return send(request());
    }

    /** The stream of what the server tells by itself. */
    InputStream listen() throws IOException, InterruptedException {
        return HTTP.send(request().build(), HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    /** What the server answers to a request, without notices on the way. */
    JsonNode ask(int id, String method, Map<String, ?> parameters) {
        return answer(post(message(id, method, parameters)));
    }

    static String message(int id, String method, Map<String, ?> parameters) {
        return JSON.valueToTree(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", parameters))
                .toString();
    }

    static JsonNode answer(HttpResponse<String> response) {
        List<JsonNode> messages = messages(response);
        Optional<JsonNode> answer =
                messages.stream().filter(message -> !message.has("method")).findFirst();
        return answer.orElseThrow(() -> new AssertionError(response.statusCode() + " " + response.body()));
    }

    /** All that came, whether as one object or as a stream of events. */
    static List<JsonNode> messages(HttpResponse<String> response) {
        if (response.body().startsWith("{")) {
            return List.of(parsed(response.body()));
        }
        return response.body()
                .lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> parsed(line.substring("data:".length())))
                .toList();
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private HttpRequest.Builder request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(server)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
        headers.forEach(request::setHeader);
        return request;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException ended) {
            throw new AssertionError(ended);
        }
    }
}
