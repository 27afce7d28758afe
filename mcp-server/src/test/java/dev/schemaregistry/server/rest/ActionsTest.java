package dev.schemaregistry.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.server.SampleShop;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.config.ConfiguredSource;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.testkit.SilentServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API does beyond reading, over real HTTP. */
class ActionsTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Services services;
    private ApiServer server;

    @BeforeEach
    void serve() {
        services = new Services(
                Places.of(Optional.empty(), Optional.empty(), Map.of(), folder), Map.of(), Clock.systemUTC());
        services.createIfMissing();
        register("shop", "sqlite:" + SampleShop.create(folder));
        server = ApiServer.start(services, ApiSettings.loopback(0));
    }

    @AfterEach
    void stop() {
        server.close();
        services.close();
    }

    private void register(String id, String uri) {
        services.sources().register(ConfiguredSource.at(new SourceId(id), id, Secret.of(uri)));
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address(path)).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonText.findTree(response.body()).orElseThrow();
    }

    private JsonNode job(String location) throws Exception {
        return json(send("GET", location, ""));
    }

    private String start(String body) throws Exception {
        HttpResponse<String> started = send("POST", "/api/v1/introspections", body);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        return started.headers().firstValue("Location").orElseThrow();
    }

    private void awaitState(String location, String state) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(job(location).path("state").asText()).isEqualTo(state));
    }

    @Test
    void anIntrospectionGoesOnAfterItsRequestAndTellsWhatItFound() throws Exception {
        String location = start("{\"source\": [\"shop\"]}");
        awaitState(location, "done");
        JsonNode done = job(location);
        assertThat(done.path("done").asInt()).isEqualTo(done.path("total").asInt());
        assertThat(done.at("/sources/0/source").asText()).isEqualTo("shop");
        assertThat(done.at("/sources/0/outcome").asText()).isEqualTo("changed");
        assertThat(done.path("endedAt").asText()).isNotEmpty();
        assertThat(json(send("GET", "/api/v1/introspections", "")).path("introspections"))
                .hasSize(1);
    }

    @Test
    void anIntrospectionOfASourceThatSaysNothingIsCancelled() throws Exception {
        try (SilentServer silent = SilentServer.start()) {
            register("silent", "postgresql://reader@127.0.0.1:" + silent.port() + "/x");
            String location = start("{\"source\": [\"silent\"]}");
            awaitState(location, "running");
            assertThat(json(send("DELETE", location, "")).path("state").asText())
                    .isEqualTo("cancelled");
            assertThat(job(location).path("state").asText()).isEqualTo("cancelled");
        }
    }

    @Test
    void anUnknownSourceOrIntrospectionIsNotFound() throws Exception {
        HttpResponse<String> source = send("POST", "/api/v1/introspections", "{\"source\": [\"shp\"]}");
        assertThat(source.statusCode()).isEqualTo(404);
        assertThat(json(source).path("code").asText()).isEqualTo("UNKNOWN_SOURCE");
        assertThat(send("GET", "/api/v1/introspections/none", "").statusCode()).isEqualTo(404);
        assertThat(send("DELETE", "/api/v1/introspections/none", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aQueryIsDryRun() throws Exception {
        awaitState(start("{}"), "done");
        JsonNode right = json(
                send("POST", "/api/v1/dry-run", "{\"source\": \"shop\", \"query\": \"SELECT name FROM customers\"}"));
        assertThat(right.path("verdict").asText()).isEqualTo("ACCEPTED");
        JsonNode wrong =
                json(send("POST", "/api/v1/dry-run", "{\"source\": \"shop\", \"query\": \"DROP TABLE customers\"}"));
        assertThat(wrong.path("verdict").asText()).isEqualTo("NOT_RUN");
        assertThat(send("POST", "/api/v1/dry-run", "{\"source\": \"shop\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoComesBackToTheFeedMissesNothing() throws Exception {
        awaitState(start("{}"), "done");
        List<String> all = events("0", 3);
        assertThat(all).isSorted();
        assertThat(all).doesNotHaveDuplicates();
        assertThat(events(all.get(0), 2)).isEqualTo(all.subList(1, 3));
    }

    @Test
    void theFeedTellsOfAChangeAsItHappens() throws Exception {
        awaitState(start("{}"), "done");
        long last = services.registry().lastSequence();
        HttpResponse<InputStream> feed = CLIENT.send(
                HttpRequest.newBuilder(address("/api/v1/changes/feed"))
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", String.valueOf(last))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(feed.body(), StandardCharsets.UTF_8))) {
            SampleShop.execute(folder.resolve("shop.db"), "ALTER TABLE customers ADD COLUMN loyalty_tier TEXT");
            awaitState(start("{\"force\": true}"), "done");
            String text = lines.lines()
                    .takeWhile(line -> !line.startsWith("data:") || !line.contains("loyalty_tier"))
                    .reduce("", (before, line) -> before + line + '\n');
            assertThat(text).contains("event: TableChanged");
        }
    }

    @Test
    void whoDoesNotReadTheFeedHoldsUpNobody() throws Exception {
        fillTheLog();
        try (Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(1 << 12);
            deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            deaf.getOutputStream()
                    .write(("GET /api/v1/changes/feed?since=0 HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                                    + "\r\nAccept: text/event-stream\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(deaf.getInputStream().read()).as("it listens").isEqualTo('H');

            assertThat(events("0", 600)).hasSize(600).doesNotHaveDuplicates();

            assertThat(ids(deaf.getInputStream(), 600))
                    .as("who reads at last was not given up meanwhile")
                    .hasSize(600);
        }
    }

    /** More than the buffers between server and client hold. */
    private void fillTheLog() {
        List<Field> fields = IntStream.range(0, 250)
                .mapToObj(
                        i -> Field.of("measured_value_of_the_sensor_" + i, DataType.scalar(DataType.ScalarKind.INT64)))
                .toList();
        List<Table> tables = IntStream.range(0, 610)
                .mapToObj(i -> Table.builder(TableName.of("measurements_" + i), TableKind.TABLE)
                        .fields(fields)
                        .build())
                .toList();
        services.registry().upsertDataSource(new SourceId("plant"), "sqlite", "Plant", Optional.empty(), Map.of());
        services.registry().accept(new SourceId("plant"), Snapshot.of("SQLite", "main", tables), Optional.empty());
    }

    /** The ids of so many events after a place. */
    private List<String> events(String after, int count) throws Exception {
        HttpResponse<InputStream> feed = CLIENT.send(
                HttpRequest.newBuilder(address("/api/v1/changes/feed"))
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", after)
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(feed.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return ids(feed.body(), count);
    }

    /** Fewer when the stream ends before. */
    private static List<String> ids(InputStream feed, int count) throws IOException {
        List<String> ids = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(feed, StandardCharsets.UTF_8))) {
            String line = "";
            while (line != null && ids.size() < count) {
                if (line.startsWith("id:")) {
                    ids.add(line.substring(3).strip());
                }
                line = lines.readLine();
            }
        }
        return ids;
    }

    @Test
    void anAnswerThatStillHoldsIsNotSentAgain() throws Exception {
        awaitState(start("{}"), "done");
        HttpResponse<String> first = send("GET", "/api/v1/tables/shop.customers", "");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = send("GET", "/api/v1/tables/shop.customers", "", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        SampleShop.execute(folder.resolve("shop.db"), "ALTER TABLE customers ADD COLUMN loyalty_tier TEXT");
        awaitState(start("{\"force\": true}"), "done");
        assertThat(send("GET", "/api/v1/tables/shop.customers", "", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRequestKeepsTheIdItCameWith() throws Exception {
        assertThat(send("GET", "/health", "", "X-Request-Id", "abc-1").headers().firstValue("X-Request-Id"))
                .contains("abc-1");
        assertThat(send("GET", "/health", "", "X-Request-Id", "<script>")
                        .headers()
                        .firstValue("X-Request-Id"))
                .isNotEqualTo(Optional.of("<script>"))
                .isPresent();
    }
}
