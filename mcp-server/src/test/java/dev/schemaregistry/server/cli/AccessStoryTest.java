package dev.schemaregistry.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.server.SampleShop;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.access.AuditLog;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.server.mcp.SessionLimits;
import dev.schemaregistry.server.rest.ApiServer;
import dev.schemaregistry.server.rest.ApiSettings;
import dev.schemaregistry.server.view.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A key from its making to its end, as an operator and a caller live it. */
@Timeout(120)
class AccessStoryTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String QUESTION = "who is the customer Ingeborg Bachmann";

    @TempDir
    Path folder;

    private Path configuration;
    private Path audit;
    private Services services;
    private ApiServer server;

    @BeforeEach
    void prepare() {
        configuration = folder.resolve("config.yaml");
        audit = folder.resolve("audit.jsonl");
        SampleShop.create(folder);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
            services.close();
        }
        Logging.audit(folder.resolve("unused.jsonl"));
    }

    private JsonNode makeKey(String name, String... scopes) {
        List<String> words = new java.util.ArrayList<>(List.of("api-keys", "new", name, "--json"));
        for (String scope : scopes) {
            words.addAll(List.of("--scope", scope));
        }
        Shell.Result made = new Shell(folder).run(words.toArray(String[]::new));
        assertThat(made.code()).as(made.err()).isZero();
        return JsonText.findTree(made.out()).orElseThrow();
    }

    private void configure(String access) throws IOException {
        Files.writeString(
                configuration,
                "sources:\n  - id: shop\n    url: sqlite:" + folder.resolve("shop.db") + "\naccess:\n" + access
                        + "  audit: " + audit + "\n");
    }

    private static String lines(JsonNode key) {
        return "    - name: " + key.path("name").asText() + "\n      sha256: "
                + key.path("sha256").asText() + "\n      scopes: " + key.path("scopes") + "\n";
    }

    private void serve() {
        services = new Services(
                Places.of(Optional.empty(), Optional.of(configuration), Map.of(), folder), Map.of(), Clock.systemUTC());
        services.createIfMissing();
        services.sources().takeOver(services.configuration());
        services.configuration().access().audit().ifPresent(Logging::audit);
        server = ApiServer.start(
                services, new ApiSettings("127.0.0.1", 0, services.access(List.of()), Set.of(), SessionLimits.DEFAULT));
    }

    private HttpResponse<String> get(String path, String key) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("Authorization", "Bearer " + key)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aKeyOpensWhatItMayUntilItsLinesAreDeleted() throws Exception {
        JsonNode planner = makeKey("planner", "read");
        JsonNode other = makeKey("other", "introspect");
        String key = planner.path("key").asText();
        configure("  keys:\n" + lines(planner) + lines(other));
        serve();
        assertThat(get("/api/v1/sources", key).statusCode()).isEqualTo(200);
        HttpResponse<String> narrow = get("/api/v1/sources", other.path("key").asText());
        assertThat(narrow.statusCode()).isEqualTo(403);
        assertThat(narrow.body()).contains("scope \\\"read\\\"");
        assertThat(narrow.headers().firstValue("WWW-Authenticate").orElse(""))
                .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"read\"");
        Iterator<String> feed = listen("/api/v1/changes/feed?since=0", key, Map.of());
        assertThat(feed.next()).as("the feed is open").isNotEmpty();
        Iterator<String> news = news(planner);
        try (var following =
                services.watchConfiguration(dev.schemaregistry.server.ConfigurationWatch.Listener.SILENT)) {
            following.start();
            configure("  keys:\n" + lines(other));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(get("/api/v1/sources", key).statusCode()).isEqualTo(401));
            assertThat(ended(feed)).as("the feed ends by itself").succeedsWithin(Duration.ofSeconds(30));
            assertThat(ended(news)).as("so does an agent's stream").succeedsWithin(Duration.ofSeconds(30));
        }
    }

    /** A planner that only validates hears nothing of the registry, but is a client like any other. */
    @Test
    void whoMayNotReadListensAsLongAsTheyAreKnown() throws Exception {
        JsonNode planner = makeKey("planner", "validate");
        JsonNode other = makeKey("other", "read");
        JsonNode third = makeKey("third", "read");
        configure("  keys:\n" + lines(planner) + lines(other) + lines(third));
        serve();
        CompletableFuture<Void> own = ended(news(planner));
        CompletableFuture<Void> others = ended(news(other));
        CompletableFuture<Void> thirds = ended(news(third));
        try (var following =
                services.watchConfiguration(dev.schemaregistry.server.ConfigurationWatch.Listener.SILENT)) {
            following.start();
            configure("  keys:\n" + lines(planner) + lines(third));
            assertThat(others).as("all were judged").succeedsWithin(Duration.ofSeconds(30));
            configure("  keys:\n" + lines(planner));
            assertThat(thirds).as("all were judged once more").succeedsWithin(Duration.ofSeconds(30));
            assertThat(own).isNotDone();
            configure("  limits: {per_second: 100}\n");
            assertThat(own).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    private Iterator<String> news(JsonNode key) throws Exception {
        String text = key.path("key").asText();
        return listen("/mcp", text, Map.of("Mcp-Session-Id", greet(text)));
    }

    private static CompletableFuture<Void> ended(Iterator<String> stream) {
        return CompletableFuture.runAsync(() -> stream.forEachRemaining(line -> {}));
    }

    private HttpRequest.Builder as(String key, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + key);
    }

    private Iterator<String> listen(String path, String key, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = as(key, path).header("Accept", "text/event-stream");
        headers.forEach(request::header);
        HttpResponse<Stream<String>> stream = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        assertThat(stream.statusCode()).isEqualTo(200);
        return stream.body().iterator();
    }

    /** The id of a new session of MCP. */
    private String greet(String key) throws Exception {
        HttpRequest request = as(key, "/mcp")
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18",
                         "capabilities": {}, "clientInfo": {"name": "story", "version": "1"}}}"""))
                .build();
        HttpResponse<String> greeted = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        return greeted.headers().firstValue("Mcp-Session-Id").orElseThrow(() -> new AssertionError(greeted.body()));
    }

    @Test
    void theListNamesCallersAndNeitherKeysNorHashes() throws Exception {
        JsonNode key = makeKey("planner", "read", "validate");
        configure("  keys:\n" + lines(key));
        Shell.Result listed = new Shell(folder).run("api-keys", "list", "--json", "--config", configuration.toString());
        assertThat(listed.out()).contains("planner").contains("validate");
        assertThat(listed.out() + listed.err())
                .doesNotContain(key.path("sha256").asText())
                .doesNotContain(key.path("key").asText());
    }

    @Test
    void whoAsksMoreThanTheyMayIsToldWhenToComeBack() throws Exception {
        JsonNode key = makeKey("eager", "read");
        configure("  keys:\n" + lines(key) + "  limits: {per_second: 1, concurrent: 1}\n");
        serve();
        String text = key.path("key").asText();
        HttpResponse<String> last = get("/api/v1/sources", text);
        for (int i = 0; i < 50 && last.statusCode() == 200; i++) {
            last = get("/api/v1/sources", text);
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After").orElse("")).matches("[1-9][0-9]*");
        assertThat(last.body()).contains("RATE_LIMITED");
    }

    @Test
    void oauthIsDescribedToWhoComesWithoutAToken() throws Exception {
        Path keys = Files.writeString(folder.resolve("keys.json"), "{\"keys\":[]}");
        configure(
                "  oauth:\n    issuer: https://login.example/realm\n    resource: https://registry.example/mcp\n    keys: "
                        + keys.toUri() + "\n    scope_prefix: 'registry:'\n");
        serve();
        HttpResponse<String> refused = get("/mcp", "eyJhbGciOiJub25lIn0.e30.");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
                .isEqualTo("Bearer error=\"invalid_token\", resource_metadata=\"https://registry.example"
                        + "/.well-known/oauth-protected-resource/mcp\"");
        JsonNode metadata = JsonText.findTree(
                        get("/.well-known/oauth-protected-resource/mcp", "").body())
                .orElseThrow();
        assertThat(metadata.path("resource").asText()).isEqualTo("https://registry.example/mcp");
        assertThat(metadata.at("/authorization_servers/0").asText()).isEqualTo("https://login.example/realm");
        assertThat(metadata.path("scopes_supported").toString()).contains("registry:read", "registry:admin");
    }

    @Test
    void whatCallersDidIsWrittenDownWithoutWhatTheySaid() throws Exception {
        JsonNode planner = makeKey("planner", "read");
        String key = planner.path("key").asText();
        configure("  keys:\n" + lines(planner));
        serve();
        get("/api/v1/classify?question=" + URLEncoder.encode(QUESTION, StandardCharsets.UTF_8), key);
        get("/api/v1/introspections", key);
        get("/api/v1/sources", "sra_wrong");
        get("/health", key);
        List<JsonNode> entries = Awaitility.await()
                .until(
                        () -> Files.readAllLines(audit).stream()
                                .map(line -> JsonText.findTree(line).orElseThrow())
                                .toList(),
                        lines -> lines.size() == 3);
        assertThat(entries.stream().map(AccessStoryTest::told))
                .containsExactly(
                        "key planner GET /api/v1/classify 200",
                        "key planner GET /api/v1/introspections 403",
                        "nobody GET /api/v1/sources 401");
        assertThat(entries.get(0).path("at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(entries.get(0).path("from").asText()).isEqualTo("127.0.0.1");
        assertThat(Files.readString(audit))
                .doesNotContain("Ingeborg")
                .doesNotContain(key)
                .doesNotContain("sra_wrong");
        assertThat(AuditLog.isOn()).isTrue();
    }

    private static String told(JsonNode entry) {
        return entry.path("principal").asText()
                + ' '
                + entry.path("action").asText()
                + ' '
                + entry.path("outcome").asText();
    }
}
