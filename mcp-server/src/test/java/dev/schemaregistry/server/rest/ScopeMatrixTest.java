package dev.schemaregistry.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.SampleShop;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.access.Access;
import dev.schemaregistry.server.access.AccessSettings;
import dev.schemaregistry.server.access.ApiKey;
import dev.schemaregistry.server.access.CallLimits;
import dev.schemaregistry.server.access.NewApiKey;
import dev.schemaregistry.server.access.Scope;
import dev.schemaregistry.server.config.ConfiguredSource;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.server.mcp.SessionLimits;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.watch.IntrospectionLimits;
import dev.schemaregistry.watch.IntrospectionListener;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every route and every tool with every scope: the description of the API and the tools' table say what must happen. */
@Timeout(120)
class ScopeMatrixTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String NOTHING = "none";

    @TempDir
    static Path folder;

    private static final Map<Scope, String> KEYS = new EnumMap<>(Scope.class);
    private static Services services;
    private static ApiServer server;

    /** A route as the document describes it. */
    private record Route(String method, String path, String scope) {
        boolean allows(Scope scope) {
            return this.scope.equals(NOTHING) || scope == Scope.ADMIN || this.scope.equals(scope.word());
        }

        String asked() {
            return path.replace("{ref}", "shop.customers")
                    .replace("{version}", "1.0.0")
                    .replace("{resource}", "mcp")
                    .replace("{file}", "api.js")
                    .replaceFirst("sources/\\{id}", "sources/shop")
                    .replace("{id}", "no-such-one");
        }
    }

    @BeforeAll
    static void serve() {
        services = new Services(
                Places.of(Optional.empty(), Optional.empty(), Map.of(), folder), Map.of(), Clock.systemUTC());
        services.createIfMissing();
        SourceId shop = new SourceId("shop");
        services.sources()
                .register(ConfiguredSource.at(shop, "Shop", Secret.of("sqlite:" + SampleShop.create(folder))));
        services.introspection().introspect(List.of(shop), IntrospectionLimits.DEFAULT, IntrospectionListener.SILENT);
        List<ApiKey> kept = new ArrayList<>();
        for (Scope scope : Scope.values()) {
            NewApiKey made = NewApiKey.make("only-" + scope.word(), Set.of(scope), Optional.empty());
            KEYS.put(scope, made.text().reveal());
            kept.add(made.kept());
        }
        AccessSettings settings = new AccessSettings(kept, Optional.empty(), CallLimits.DEFAULT, Optional.empty());
        server = ApiServer.start(
                services,
                new ApiSettings(
                        "127.0.0.1",
                        0,
                        new Access(List.of(), settings, Clock.systemUTC()),
                        Set.of(),
                        SessionLimits.DEFAULT));
    }

    @AfterAll
    static void stop() {
        server.close();
        services.close();
    }

    private static List<Route> routes() throws Exception {
        List<Route> routes = new ArrayList<>();
        try (InputStream in = ApiServer.class.getResourceAsStream("openapi.json")) {
            JsonNode paths = JsonText.findTree(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .orElseThrow()
                    .path("paths");
            paths.properties()
                    .forEach(path -> path.getValue()
                            .properties()
                            .forEach(operation -> routes.add(new Route(
                                    operation.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    operation.getValue().path("x-scope").asText("missing")))));
        }
        return routes;
    }

    @Test
    void everyRouteIsOpenToItsScopeAndToNoOther() throws Exception {
        List<Route> routes = routes();
        assertThat(routes.stream().map(Route::scope)).doesNotContain("missing");
        assertThat(routes).as("all routes").hasSameSizeAs(server.routes());
        for (Route route : routes) {
            for (Scope scope : Scope.values()) {
                int status = status(route, Optional.of(KEYS.get(scope)));
                assertThat(status == 403)
                        .as("%s %s with %s: %d", route.method(), route.path(), scope, status)
                        .isNotEqualTo(route.allows(scope));
            }
        }
    }

    @Test
    void withoutAKeyOnlyWhatTellsNothingIsOpen() throws Exception {
        for (Route route : routes()) {
            int status = status(route, Optional.empty());
            assertThat(status == 401)
                    .as("%s %s: %d", route.method(), route.path(), status)
                    .isNotEqualTo(route.scope().equals(NOTHING));
        }
    }

    private static int status(Route route, Optional<String> key) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + route.asked()))
                .method(
                        route.method(),
                        route.method().equals("POST")
                                ? HttpRequest.BodyPublishers.ofString("{}")
                                : HttpRequest.BodyPublishers.noBody());
        key.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        HttpResponse<InputStream> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
    }

    @Test
    void everyToolIsOpenToItsScopeAndToNoOther() throws Exception {
        Set<String> validating = Set.of("validate_query", "dry_run_query");
        for (Scope scope : Scope.values()) {
            ScopedMcp client = ScopedMcp.open(server.port(), KEYS.get(scope));
            Stream<String> tools = services.tools().tools().stream().map(tool -> tool.name());
            for (String tool : tools.toList()) {
                String needed = validating.contains(tool) ? "validate" : "read";
                boolean allowed = scope == Scope.ADMIN || scope.word().equals(needed);
                String code = client.callTool(tool)
                        .at("/result/structuredContent/code")
                        .asText("");
                assertThat(code.equals("FORBIDDEN"))
                        .as("%s with %s: %s", tool, scope, code)
                        .isNotEqualTo(allowed);
            }
            boolean reads = scope == Scope.ADMIN || scope == Scope.READ;
            assertThat(client.call("resources/list", "{}").has("result")).isEqualTo(reads);
            assertThat(client.call("resources/read", "{\"uri\":\"schema://shop/customers\"}")
                            .has("result"))
                    .isEqualTo(reads);
            assertThat(client.call("tools/list", "{}").has("result")).isTrue();
            assertThat(client.call("prompts/get", "{\"name\":\"what_changed\"}").has("result"))
                    .as("what_changed with %s", scope)
                    .isEqualTo(reads);
            boolean validates = scope == Scope.ADMIN || scope == Scope.VALIDATE;
            String review = "{\"name\":\"review_query\",\"arguments\":{\"source\":\"shop\",\"query\":\"SELECT 1\"}}";
            assertThat(client.call("prompts/get", review).has("result"))
                    .as("review_query with %s", scope)
                    .isEqualTo(validates);
        }
    }
}
