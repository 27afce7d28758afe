package dev.schemaregistry.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.SampleShop;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.access.Access;
import dev.schemaregistry.server.access.AccessSettings;
import dev.schemaregistry.server.config.ConfiguredSource;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.server.mcp.SessionLimits;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.watch.IntrospectionLimits;
import dev.schemaregistry.watch.IntrospectionListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API over real HTTP. */
class ApiServerTest {
    private static final String TOKEN = "token-for-tests";

    @TempDir
    static Path folder;

    private static Services services;
    private static ApiServer server;
    private static ApiServer locked;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void serveAShop() {
        services = new Services(
                Places.of(Optional.empty(), Optional.empty(), Map.of(), folder), Map.of(), Clock.systemUTC());
        services.createIfMissing();
        SourceId shop = new SourceId("shop");
        services.sources()
                .register(ConfiguredSource.at(shop, "Web shop", Secret.of("sqlite:" + SampleShop.create(folder))));
        services.introspection().introspect(List.of(shop), IntrospectionLimits.DEFAULT, IntrospectionListener.SILENT);
        SampleShop.execute(folder.resolve("shop.db"), "ALTER TABLE customers ADD COLUMN loyalty_tier TEXT");
        services.introspection().introspect(List.of(shop), IntrospectionLimits.DEFAULT, IntrospectionListener.SILENT);
        server = ApiServer.start(services, ApiSettings.loopback(0));
        locked = ApiServer.start(services, settings("127.0.0.1", Set.of(), TOKEN));
    }

    @AfterAll
    static void stop() {
        server.close();
        locked.close();
        services.close();
    }

    private static ApiSettings settings(String host, Set<String> names, String... tokens) {
        List<Secret> secrets = Stream.of(tokens).map(Secret::of).toList();
        Access access = new Access(secrets, AccessSettings.DEFAULT, Clock.systemUTC());
        return new ApiSettings(host, 0, access, names, SessionLimits.DEFAULT);
    }

    private static HttpResponse<String> send(ApiServer to, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonText.findTree(response.body()).orElseThrow();
    }

    private static JsonNode get(String path) throws Exception {
        HttpResponse<String> response = send(server, path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        return json(response);
    }

    @Test
    void itLivesAndIsReady() throws Exception {
        assertThat(get("/health").path("status").asText()).isEqualTo("up");
        assertThat(get("/ready").path("status").asText()).isEqualTo("ready");
    }

    @Test
    void aProposedSchemaIsJudgedAndNotStored() throws Exception {
        ObjectNode table = (ObjectNode) get("/api/v1/tables/shop.customers").path("table");
        String address = "/api/v1/tables/shop.customers/compatibility";
        JsonNode same = json(post(address, "{\"table\": " + table + "}"));
        assertThat(same.path("compatible").asBoolean()).as(same.toString()).isTrue();
        ((ArrayNode) table.path("fields")).remove(1);
        JsonNode less = json(post(address, "{\"mode\": \"FULL_TRANSITIVE\", \"table\": " + table + "}"));
        assertThat(less.path("compatible").asBoolean()).isFalse();
        assertThat(less.path("findings").findValuesAsText("version")).contains("1.0.0", "1.1.0");
        HttpResponse<String> malformed = post(address, "{\"table\": {\"fields\": 7}}");
        assertThat(malformed.statusCode()).as(malformed.body()).isEqualTo(400);
        assertThat(post(address, "{\"mode\": \"SIDEWAYS\"}").body()).contains("FORWARD_TRANSITIVE");
    }

    @Test
    void sourcesAreListedWithoutSettings() throws Exception {
        JsonNode list = get("/api/v1/sources");
        assertThat(list.path("total").asInt()).isOne();
        JsonNode shop = get("/api/v1/sources/shop");
        assertThat(list.path("sources").get(0)).isEqualTo(shop);
        assertThat(shop.path("description").asText()).isEqualTo("Web shop");
        assertThat(shop.has("settings")).isFalse();
        assertThat(shop.at("/health/status").asText()).isEqualTo("ok");
    }

    @Test
    void tablesComeInPages() throws Exception {
        JsonNode first = get("/api/v1/sources/shop/tables?limit=2");
        JsonNode second = get("/api/v1/sources/shop/tables?limit=2&after="
                + first.path("next").asText());

        assertThat(first.path("tables")).hasSize(2);
        assertThat(second.path("tables")).hasSize(1);
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void aTableIsGivenWithItsSchemaVersionsAndDifference() throws Exception {
        assertThat(get("/api/v1/tables/shop.Customers").at("/table/fields")).hasSize(5);
        assertThat(get("/api/v1/tables/shop.customers/versions").path("versions"))
                .hasSize(2);
        assertThat(get("/api/v1/tables/shop.customers/versions/1.0.0").at("/table/fields"))
                .hasSize(4);
        JsonNode forward = get("/api/v1/tables/shop.customers/compatibility?from=1.0.0&mode=full");
        assertThat(forward.path("compatible").asBoolean()).isTrue();
        JsonNode back = get("/api/v1/tables/shop.customers/compatibility?from=1.1.0&to=1.0.0");
        assertThat(back.path("compatible").asBoolean()).isFalse();
        assertThat(back.at("/findings/0/direction").asText()).isEqualTo("forward");
        assertThat(back.at("/findings/0/summary").asText()).isEqualTo("- field loyalty_tier: string");
        JsonNode diff = get("/api/v1/tables/shop.customers/diff?from=1.0.0");
        assertThat(diff.path("bump").asText()).isEqualTo("minor");
        assertThat(diff.path("summary").get(0).asText()).isEqualTo("+ field loyalty_tier: string");
    }

    @Test
    void changesAreReadPageByPage() throws Exception {
        long last = get("/api/v1/changes?since=0&limit=1").path("last").asLong();
        long place = 0;
        int seen = 0;
        while (true) {
            JsonNode page = get("/api/v1/changes?limit=2&since=" + place);
            seen += page.path("events").size();
            if (!page.has("next")) {
                break;
            }
            place = page.path("next").asLong();
        }
        assertThat(seen).isEqualTo(5);
        assertThat(last).isGreaterThanOrEqualTo(5);
    }

    @Test
    void questionsAreAnswered() throws Exception {
        assertThat(get("/api/v1/classify?question=customers+and+orders")
                        .path("outcome")
                        .asText())
                .isEqualTo("answered");
        assertThat(json(post("/api/v1/classify", "{\"question\":\"orders\",\"source\":[\"shop\"],\"limit\":1}"))
                        .path("tables"))
                .hasSize(1);
        JsonNode hybrid = get("/api/v1/classify?question=orders&strategy=hybrid");
        assertThat(hybrid.path("strategy").asText()).isEqualTo("lexical");
        assertThat(hybrid.at("/notes/0").asText()).contains("no embedding model");
        assertThat(get("/api/v1/search?words=email").at("/hits/0/field").asText())
                .isEqualTo("email");
        assertThat(get("/api/v1/summary?question=orders&max_tokens=400")
                        .path("text")
                        .asText())
                .contains("shop.orders");
        assertThat(get("/api/v1/summary?table=shop.orders").path("text").asText())
                .contains("customer_id");
    }

    @Test
    void queriesAreChecked() throws Exception {
        JsonNode report =
                json(post("/api/v1/validate", "{\"source\":\"shop\",\"query\":\"SELECT nmae FROM customers\"}"));

        assertThat(report.path("verdict").asText()).isEqualTo("reject");
        assertThat(report.at("/findings/0/suggestions/0").asText()).isEqualTo("name");
        assertThat(report.path("suggestedQuery").asText()).isEqualTo("SELECT name FROM customers");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/sources/nobody, 404, UNKNOWN_SOURCE",
        "/api/v1/sources/a.b, 404, UNKNOWN_SOURCE",
        "/api/v1/tables/shop.ordrs, 404, UNKNOWN_TABLE",
        "/api/v1/tables/shop, 400, INVALID_ARGUMENT",
        "/api/v1/tables/shop.orders/versions/7.0.0, 404, UNKNOWN_VERSION",
        "/api/v1/tables/shop.orders/versions/seven, 400, INVALID_ARGUMENT",
        "/api/v1/tables/shop.orders/diff, 400, INVALID_ARGUMENT",
        "/api/v1/changes?since=x, 400, INVALID_ARGUMENT",
        "/api/v1/sources?limit=0, 400, INVALID_ARGUMENT",
        "/api/v1/sources?limit=99999999999999999999, 400, INVALID_ARGUMENT",
        "/api/v1/classify, 400, INVALID_ARGUMENT",
        "/api/v1/classify?question=x&strategy=magic, 400, INVALID_ARGUMENT",
        "/api/v1/search?words=x&source=a.b, 400, INVALID_ARGUMENT",
        "/api/v1/summary, 400, INVALID_ARGUMENT",
        "/api/v1/summary?table=shop.nothing, 404, UNKNOWN_TABLE",
        "/api/v1/validate, 405, METHOD_NOT_ALLOWED",
        "/nothing, 404, NOT_FOUND"
    })
    void whatIsWrongIsAProblem(String path, int status, String code) throws Exception {
        HttpResponse<String> response = send(server, path);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(response).path("code").asText()).isEqualTo(code);
        assertThat(json(response).path("status").asInt()).isEqualTo(status);
        assertThat(response.body()).doesNotContain("Exception", "dev.schemaregistry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "\"text\"", "null"})
    void aBodyMustBeAnObject(String body) throws Exception {
        assertThat(post("/api/v1/validate", body).statusCode()).isEqualTo(400);
    }

    @Test
    void aBodyMayNotBeHuge() throws Exception {
        assertThat(post("/api/v1/validate", "x".repeat(2 << 20)).statusCode()).isEqualTo(413);
    }

    @Test
    void aForeignNameOrPageReadsNothing() throws Exception {
        assertThat(status("Host: evil.example")).isEqualTo(403);
        assertThat(status("Host: 127.0.0.1.evil.example:80")).isEqualTo(403);
        assertThat(status("Host: localhost:1234")).isEqualTo(200);
        assertThat(status("Host: [::1]:1234")).isEqualTo(200);
        assertThat(send(server, "/health", "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(send(server, "/health", "Origin", "null").statusCode()).isEqualTo(403);
        assertThat(send(server, "/health", "Origin", "http://localhost:3000").statusCode())
                .isEqualTo(200);
    }

    /** By hand: the JDK's client sets the Host header itself. */
    private static int status(String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET /health HTTP/1.1\r\n" + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    @Test
    void aTokenIsRequiredWhereOneWasSet() throws Exception {
        assertThat(send(locked, "/health").statusCode()).isEqualTo(200);
        assertThat(send(locked, "/api/v1/sources").statusCode()).isEqualTo(401);
        assertThat(send(locked, "/api/v1/sources", "Authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(locked, "/api/v1/sources", "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//api/v1/sources", "/%61pi/v1/sources", "/API/v1/sources", "/health/../api/v1/sources", "/other"
            })
    void noSpellingOfAPathGoesAroundTheToken(String path) throws Exception {
        assertThat(send(locked, path).statusCode()).isIn(400, 401);
    }

    @Test
    void beyondLoopbackATokenIsRequired() {
        assertThatThrownBy(() -> settings("0.0.0.0", Set.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("token");
        assertThat(settings("0.0.0.0", Set.of("Registry.Example"), "x").allowedNames())
                .contains("registry.example")
                .doesNotContain("localhost");
    }

    @Test
    void aTakenPortIsSaid() {
        assertThatThrownBy(() -> ApiServer.start(services, ApiSettings.loopback(server.port())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("--port");
    }
}
