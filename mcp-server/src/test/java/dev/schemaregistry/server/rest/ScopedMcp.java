package dev.schemaregistry.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.server.view.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A session of MCP over HTTP with one key, message by message. */
final class ScopedMcp {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String HELLO =
            "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}";

    private final URI address;
    private final String key;
    private String session = "";

    private ScopedMcp(URI address, String key) {
        this.address = address;
        this.key = key;
    }

    static ScopedMcp open(int port, String key) throws IOException, InterruptedException {
        ScopedMcp client = new ScopedMcp(URI.create("http://127.0.0.1:" + port + "/mcp"), key);
        client.session = client.send(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":" + HELLO + '}')
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
        client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return client;
    }

    JsonNode callTool(String name) throws IOException, InterruptedException {
        return call("tools/call", "{\"name\":\"" + name + "\",\"arguments\":{}}");
    }

    JsonNode call(String method, String parameters) throws IOException, InterruptedException {
        String body = send("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"" + method + "\",\"params\":" + parameters + '}')
                .body();
        return body.lines()
                .map(line -> line.startsWith("data:") ? line.substring(5) : line)
                .flatMap(line -> JsonText.findTree(line).stream())
                .filter(message -> message.has("id") && !message.has("method"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(body));
    }

    private HttpResponse<String> send(String message) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(message));
        if (!session.isEmpty()) {
            request.header("Mcp-Session-Id", session);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
