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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API tells somebody who looks around: parts of lists, relationships, staleness, tokens. */
class BrowsingTest {
    private static final SourceId SHOP = new SourceId("shop");

    @TempDir
    static Path folder;

    private static Services services;
    private static ApiServer server;

    @BeforeAll
    static void serveAShop() {
        services = new Services(
                Places.of(Optional.empty(), Optional.empty(), Map.of(), folder), Map.of(), Clock.systemUTC());
        services.createIfMissing();
        services.sources()
                .register(ConfiguredSource.at(SHOP, "Web shop", Secret.of("sqlite:" + SampleShop.create(folder))));
        services.introspection().introspect(List.of(SHOP), IntrospectionLimits.DEFAULT, IntrospectionListener.SILENT);
        server = ApiServer.start(services, ApiSettings.loopback(0));
    }

    @AfterAll
    static void stop() {
        server.close();
        services.close();
    }

    private static JsonNode get(String path) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return JsonText.findTree(response.body()).orElseThrow();
    }

    @Test
    void listsCanBeFilteredByAPartOfTheNameInAnyCase() throws Exception {
        JsonNode tables = get("/api/v1/sources/shop/tables?contains=ORDER");
        assertThat(tables.path("tables").findValuesAsText("ref")).containsExactly("shop.big_orders", "shop.orders");
        assertThat(tables.path("total").asInt()).isEqualTo(2);
        assertThat(get("/api/v1/sources/shop/tables?contains=nothing")
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(get("/api/v1/sources?contains=HO").path("total").asInt()).isOne();
        assertThat(get("/api/v1/sources?contains=clinic").path("total").asInt()).isZero();
    }

    @Test
    void aFilteredListGoesOnPageByPage() throws Exception {
        JsonNode first = get("/api/v1/sources/shop/tables?contains=order&limit=1");
        assertThat(first.path("next").asText()).isEqualTo("big_orders");
        assertThat(get("/api/v1/sources/shop/tables?contains=order&limit=1&after=big_orders")
                        .at("/tables/0/ref")
                        .asText())
                .isEqualTo("shop.orders");
    }

    @Test
    void aRefusalGivesItsTurnBack() throws Exception {
        for (int i = 0; i < 10 * Runtime.getRuntime().availableProcessors(); i++) {
            assertThat(get("/api/v1/tables/shop.nothing").path("code").asText()).isEqualTo("UNKNOWN_TABLE");
        }
        assertThat(get("/api/v1/tables/shop.orders").path("ref").asText()).isEqualTo("shop.orders");
    }

    @Test
    void relationshipsNameBothEnds() throws Exception {
        JsonNode near = get("/api/v1/sources/shop/relationships?table=Customers&steps=1");
        assertThat(near.path("tables").findValuesAsText("ref")).containsExactly("shop.customers", "shop.orders");
        assertThat(near.at("/tables/1/steps").asInt()).isOne();
        JsonNode key = near.at("/relationships/0");
        assertThat(key.path("table").asText()).isEqualTo("orders");
        assertThat(key.at("/fields/0").asText()).isEqualTo("customer_id");
        assertThat(key.path("referencedTable").asText()).isEqualTo("customers");
        assertThat(key.at("/referencedFields/0").asText()).isEqualTo("id");
        assertThat(get("/api/v1/sources/shop/relationships").path("total").asInt())
                .isEqualTo(2);
        assertThat(get("/api/v1/sources/shop/relationships?table=nothing")
                        .path("code")
                        .asText())
                .isEqualTo("UNKNOWN_TABLE");
        assertThat(get("/api/v1/sources/other/relationships").path("code").asText())
                .isEqualTo("UNKNOWN_SOURCE");
    }

    @Test
    void aSummarySaysHowManyTokensItTakes() throws Exception {
        int few = get("/api/v1/summary?question=orders&max_tokens=60")
                .path("tokens")
                .asInt();
        int more = get("/api/v1/summary?question=orders&max_tokens=800")
                .path("tokens")
                .asInt();
        assertThat(few).isBetween(1, 60);
        assertThat(more).isBetween(few + 1, 800);
    }

    @Test
    void aTableOfASourceThatIsDownSaysThatItMayBeOutOfDate() throws Exception {
        assertThat(get("/api/v1/tables/shop.orders").has("stale")).isFalse();
        services.registry().noteUnreachable(SHOP, "the source does not answer");
        assertThat(get("/api/v1/tables/shop.orders").at("/stale/reason").asText())
                .isEqualTo("the source does not answer");
        services.registry().noteSeen(SHOP);
    }
}
