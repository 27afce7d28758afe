package dev.schemaregistry.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.SampleShop;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.config.ConfiguredSource;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.testkit.SilentServer;
import dev.schemaregistry.watch.IntrospectionLimits;
import dev.schemaregistry.watch.IntrospectionListener;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of a running server. */
class FiguresTest {
    private static final SourceId SHOP = new SourceId("shop");
    private static final SourceId GONE = new SourceId("gone");

    @TempDir
    private Path folder;

    private Services services;
    private ApiServer server;

    @BeforeEach
    void serve() throws Exception {
        services = new Services(
                Places.of(Optional.empty(), Optional.empty(), Map.of(), folder), Map.of(), Clock.systemUTC());
        services.createIfMissing();
        services.sources()
                .register(ConfiguredSource.at(SHOP, "Web shop", Secret.of("sqlite:" + SampleShop.create(folder))));
        services.sources()
                .register(ConfiguredSource.at(
                        GONE, "Gone", Secret.of("postgresql://r@127.0.0.1:" + SilentServer.closedPort() + "/x")));
        server = ApiServer.start(services, ApiSettings.loopback(0));
        services.introspection()
                .introspect(List.of(SHOP, GONE), IntrospectionLimits.DEFAULT, IntrospectionListener.SILENT);
    }

    @AfterEach
    void stop() {
        server.close();
        services.close();
    }

    private String get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void whatIsKeptCanBeForgottenWholeOrOfOneSource() throws Exception {
        services.queries().check(SHOP, "SELECT 1");
        assertThat(forget("?source=gone").at("/cache/size").asInt())
                .as("one desk, one cache")
                .isOne();
        assertThat(forget("?source=shop").at("/cache/size").asInt()).isZero();
        services.queries().check(SHOP, "SELECT 1");
        assertThat(forget("").at("/cache/size").asInt()).isZero();
        assertThat(forget("?source=nobody").path("code").asText()).isEqualTo("UNKNOWN_SOURCE");
    }

    private JsonNode forget(String query) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/api/v1/cache" + query))
                .DELETE()
                .build();
        return JsonText.findTree(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body())
                .orElseThrow();
    }

    @Test
    void callsVerdictsReadingsAndRequestsAreCounted() throws Exception {
        services.tools().call("validate_query", Map.of("source", "shop", "query", "SELECT name FROM customers"));
        services.tools().call("validate_query", Map.of("source", "shop", "query", "SELECT nmae FROM customers"));
        services.tools().call("no_such_tool_of_ours", Map.of());
        get("/api/v1/tables/shop.customers");
        get("/api/v1/tables/shop.nothing_like_it");

        assertThat(get("/metrics").lines().filter(line -> !line.startsWith("#")))
                .contains(
                        "registry_verdicts_total{tool=\"validate_query\",verdict=\"ACCEPT\"} 1.0",
                        "registry_verdicts_total{tool=\"validate_query\",verdict=\"REJECT\"} 1.0",
                        "registry_findings_total{rule=\"UNKNOWN_COLUMN\"} 1.0",
                        "registry_tool_seconds_count{outcome=\"INVALID_ARGUMENT\",tool=\"unknown\"} 1",
                        "registry_introspection_seconds_count{error=\"none\",outcome=\"changed\"} 1",
                        "registry_introspection_seconds_count{error=\"SOURCE_UNREACHABLE\",outcome=\"failed\"} 1",
                        "registry_http_seconds_count{method=\"GET\",route=\"/api/v1/tables/{ref}\",status=\"200\"} 1",
                        "registry_http_seconds_count{method=\"GET\",route=\"/api/v1/tables/{ref}\",status=\"404\"} 1",
                        "registry_cache_gets_total{cache=\"schemas\",result=\"hit\"} 1.0",
                        "registry_cache_gets_total{cache=\"schemas\",result=\"miss\"} 1.0",
                        "registry_sources{status=\"ok\"} 1.0",
                        "registry_sources{status=\"unreachable\"} 1.0",
                        "registry_events_lag{listener=\"index\"} 0.0");
    }

    /** What somebody asks for must not make series without end. */
    @Test
    void noNameOfACallerBecomesASeries() throws Exception {
        for (int i = 0; i < 5; i++) {
            get("/api/v1/tables/shop.made_up_" + i);
            get("/made/up/" + i);
            services.tools().call("made_up_" + i, Map.of());
        }
        assertThat(get("/metrics")).doesNotContain("made_up", "/made/up");
    }

    @Test
    void theStateOfThePartsIsTold() throws Exception {
        JsonNode state = JsonText.findTree(get("/health/schema-registry")).orElseThrow();
        assertThat(state.path("providers").toString()).contains("sqlite", "postgres");
        assertThat(state.at("/index/seen")).isEqualTo(state.at("/index/lastEvent"));
        assertThat(state.path("lastDiscovery").asText()).isNotEmpty();
        assertThat(state.path("sources")).hasSize(2);
        assertThat(state.at("/sources/0/status").asText()).isEqualTo("unreachable");
        assertThat(state.path("cache").has("hits")).isTrue();
    }
}
