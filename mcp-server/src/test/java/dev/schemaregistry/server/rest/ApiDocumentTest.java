package dev.schemaregistry.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.config.Places;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description of the API is valid, and describes what there is. */
class ApiDocumentTest {
    @TempDir
    private Path folder;

    @Test
    void theDocumentIsValidAndNamesEveryRoute() throws Exception {
        try (Services services = new Services(
                Places.of(Optional.empty(), Optional.empty(), Map.of(), folder), Map.of(), Clock.systemUTC())) {
            services.createIfMissing();
            try (ApiServer server = ApiServer.start(services, ApiSettings.loopback(0))) {
                String text = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(
                                                "http://127.0.0.1:" + server.port() + "/api/v1/openapi.json"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
                SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(text);
                assertThat(parsed.getMessages()).isNullOrEmpty();
                assertThat(described(parsed.getOpenAPI())).isEqualTo(server.routes());
            }
        }
    }

    private static Set<String> described(OpenAPI document) {
        Set<String> routes = new TreeSet<>();
        document.getPaths().forEach((path, item) -> methods(item).forEach(method -> routes.add(method + " " + path)));
        return routes;
    }

    private static Set<PathItem.HttpMethod> methods(PathItem item) {
        return item.readOperationsMap().keySet();
    }
}
