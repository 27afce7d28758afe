package dev.schemaregistry.server.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers at the loopback as Vault's HTTP API reference says: key-value engine, version 2, and AppRole. */
final class VaultServer implements AutoCloseable {
    static final String ROLE = "reader-role";
    static final String SECRET_ID = "canary-secret-id";

    private static final ObjectMapper JSON = new ObjectMapper();

    final Map<String, Map<String, Object>> secrets = new ConcurrentHashMap<>();
    final Map<String, Boolean> tokens = new ConcurrentHashMap<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger logins = new AtomicInteger();
    volatile int status;
    volatile String raw = "";
    volatile String namespace = "";

    private final HttpServer server;

    VaultServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath().substring("/v1/".length());
        requests.add(exchange.getRequestMethod() + ' ' + path);
        if (status == 307) {
            exchange.getResponseHeaders().add("Location", address() + "/v1/elsewhere");
        }
        if (status != 0) {
            send(exchange, status, raw.isEmpty() ? "{\"errors\":[\"Vault is sealed, canary-in-error\"]}" : raw);
            return;
        }
        if (!namespace.equals(String.valueOf(exchange.getRequestHeaders().getFirst("X-Vault-Namespace"))
                .replace("null", ""))) {
            send(exchange, 404, "{\"errors\":[]}");
            return;
        }
        if (path.equals("auth/approle/login")) {
            login(exchange);
            return;
        }
        read(exchange, path);
    }

    private void login(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        boolean known = body.path("role_id").asText().equals(ROLE)
                && body.path("secret_id").asText().equals(SECRET_ID);
        if (!known) {
            send(exchange, 400, "{\"errors\":[\"invalid role or secret ID\"]}");
            return;
        }
        String token = "hvs.canary-" + logins.incrementAndGet();
        tokens.put(token, true);
        send(
                exchange,
                200,
                "{\"auth\":{\"client_token\":\"" + token
                        + "\",\"lease_duration\":1200,\"renewable\":true,\"token_policies\":[\"default\"]}}");
    }

    private void read(HttpExchange exchange, String path) throws IOException {
        String token = String.valueOf(exchange.getRequestHeaders().getFirst("X-Vault-Token"));
        if (!tokens.containsKey(token)) {
            send(exchange, 403, "{\"errors\":[\"permission denied\"]}");
            return;
        }
        Map<String, Object> values = secrets.get(path);
        if (values == null) {
            send(exchange, 404, "{\"errors\":[]}");
            return;
        }
        send(
                exchange,
                200,
                JSON.writeValueAsString(
                        Map.of("data", Map.of("data", values, "metadata", Map.of("version", 1, "destroyed", false)))));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
