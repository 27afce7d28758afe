package dev.schemaregistry.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.SampleShop;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.config.ConfiguredSource;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.server.rest.ApiServer;
import dev.schemaregistry.server.rest.ApiSettings;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.testkit.EmbeddedPostgresServer;
import dev.schemaregistry.watch.IntrospectionLimits;
import dev.schemaregistry.watch.IntrospectionListener;
import dev.schemaregistry.watch.WatchNode;
import dev.schemaregistry.watch.Watcher;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers with homes of their own on one PostgreSQL: what one accepts, the other knows, whoever asks and however. */
@Timeout(120)
class TwoNodesTest {
    private static final SourceId SHOP = new SourceId("shop");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Path shop;
    private EmbeddedPostgresServer.Database database;
    private Node one;
    private Node other;

    private record Node(Services services, ApiServer server) {
        URI address(String path) {
            return URI.create("http://127.0.0.1:" + server.port() + path);
        }

        JsonNode get(String path) throws Exception {
            HttpResponse<String> response =
                    HTTP.send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString());
            return JsonText.findTree(response.body()).orElseThrow();
        }

        BufferedReader feed() throws Exception {
            HttpRequest request = HttpRequest.newBuilder(address(
                            "/api/v1/changes/feed?since=" + services.registry().lastSequence()))
                    .header("Accept", "text/event-stream")
                    .build();
            return reader(HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream())
                    .body());
        }

        void close() {
            server.close();
            services.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        database = EmbeddedPostgresServer.shared().createDatabase();
        shop = SampleShop.create(folder);
        one = node("one");
        other = node("other");
        register("shop", shop);
        introspect();
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    private Node node(String name) {
        Places places =
                Places.of(Optional.of(database.uri("postgres")), Optional.empty(), Map.of(), folder.resolve(name));
        Services services = new Services(
                places, Map.of("SCHEMA_REGISTRY_NODE", name, "SCHEMA_REGISTRY_LEASE", "2s"), Clock.systemUTC());
        services.createIfMissing();
        ApiServer server = ApiServer.start(services, ApiSettings.loopback(0));
        services.warmUp();
        return new Node(services, server);
    }

    private void register(String id, Path file) {
        one.services.sources().register(ConfiguredSource.at(new SourceId(id), id, Secret.of("sqlite:" + file)));
    }

    private void introspect() {
        one.services
                .introspection()
                .introspect(List.of(SHOP), IntrospectionLimits.DEFAULT.withForce(true), IntrospectionListener.SILENT);
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    @Test
    void whatOneAcceptsTheOtherKnowsWithoutBeingAsked() throws Exception {
        awaitIndex();
        assertThat(verdict("SELECT loyalty_tier FROM customers")).isNotEqualTo("ACCEPT");
        RawClient agent = RawClient.of(other.address("/mcp")).initialized();
        assertThat(agent.ask(1, "resources/subscribe", Map.of("uri", "schema://shop/customers"))
                        .has("result"))
                .isTrue();
        try (BufferedReader feed = other.feed();
                BufferedReader news = reader(agent.listen())) {
            SampleShop.execute(shop, "ALTER TABLE customers ADD COLUMN loyalty_tier TEXT");
            introspect();

            awaitIndex();
            assertThat(other.get("/api/v1/search?words=loyalty+tier").toString())
                    .contains("loyalty_tier");
            assertThat(other.get("/api/v1/tables/shop.customers").toString()).contains("loyalty_tier");
            assertThat(verdict("SELECT loyalty_tier FROM customers")).isEqualTo("ACCEPT");
            assertThat(awaitLine(feed, "data:")).contains("loyalty_tier");
            assertThat(awaitLine(news, "data:")).contains("notifications/resources/updated", "schema://shop/customers");
        }
    }

    /** Asks the index of nothing: only the event log moves it. */
    private void awaitIndex() {
        await().atMost(PATIENCE)
                .until(() -> other.services.index().revision()
                        == one.services.registry().lastSequence());
    }

    private String verdict(String query) {
        return String.valueOf(other.services
                .tools()
                .call("validate_query", Map.of("source", "shop", "query", query))
                .structured()
                .get("verdict"));
    }

    private static String awaitLine(BufferedReader lines, String start) throws Exception {
        String line = lines.readLine();
        while (!line.startsWith(start)) {
            line = lines.readLine();
        }
        return line;
    }

    @Test
    void nodesShareTheSourcesAndTakeOverThoseOfOneThatEnds() throws Exception {
        for (int i = 0; i < 3; i++) {
            register("more" + i, SampleShop.execute(folder.resolve("more" + i + ".db"), "CREATE TABLE t (id INTEGER)"));
        }
        Watcher first = one.services.watcher();
        first.start();
        try (Watcher second = other.services.watcher()) {
            await().atMost(PATIENCE).until(() -> watched("one").size() == 4);
            second.start();
            await().atMost(PATIENCE)
                    .until(() -> watched("one").size() == 2 && watched("other").size() == 2);
            JsonNode health = one.get("/health/schema-registry");
            assertThat(health.path("node").asText()).startsWith("one/");
            assertThat(health.at("/sources/0/watchedBy").asText()).startsWith("one/");
            assertThat(health.at("/sources/3/watchedBy").asText()).startsWith("other/");

            first.close();

            await().atMost(PATIENCE).until(() -> watched("other").size() == 4);
        }
        assertThat(watched("other")).isEmpty();
    }

    private Set<String> watched(String node) {
        return WatchNode.watchers(one.services.registry().store().leases()).entrySet().stream()
                .filter(entry -> entry.getValue().owner().startsWith(node + "/"))
                .map(entry -> entry.getKey().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As after a restore into the same place, while nodes run: the log is another one. */
    @Test
    void aNodeWhoseRegistryWasReplacedReadsItAnew() throws Exception {
        awaitIndex();
        try (BufferedReader feed = other.feed()) {
            database.execute("TRUNCATE data_sources, table_meta, table_versions, changes, events, positions CASCADE; "
                    + "UPDATE event_counter SET last_sequence = 0");
            register("depot", SampleShop.execute(folder.resolve("depot.db"), "CREATE TABLE pallets (id INTEGER)"));
            one.services
                    .introspection()
                    .introspect(
                            List.of(new SourceId("depot")), IntrospectionLimits.DEFAULT, IntrospectionListener.SILENT);
            awaitIndex();
            assertThat(other.get("/api/v1/search?words=pallets").toString()).contains("depot");
            assertThat(other.get("/api/v1/search?words=customers").toString()).doesNotContain("shop");
            assertThat(awaitLine(feed, "event:")).contains("LogRestarted");
        }
    }
}
