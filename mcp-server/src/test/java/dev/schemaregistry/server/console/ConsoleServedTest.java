package dev.schemaregistry.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.access.Access;
import dev.schemaregistry.server.access.AccessSettings;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.server.mcp.SessionLimits;
import dev.schemaregistry.server.rest.ApiServer;
import dev.schemaregistry.server.rest.ApiSettings;
import dev.schemaregistry.spi.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the console's files are served; by a server that wants a token for everything else. */
class ConsoleServedTest {
    @TempDir
    static Path folder;

    private static Services services;
    private static ApiServer server;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void serve() {
        services = new Services(
                Places.of(Optional.empty(), Optional.empty(), Map.of(), folder), Map.of(), Clock.systemUTC());
        services.createIfMissing();
        server = ApiServer.start(
                services,
                new ApiSettings(
                        "127.0.0.1",
                        0,
                        new Access(List.of(Secret.of("token-for-tests")), AccessSettings.DEFAULT, Clock.systemUTC()),
                        Set.of(),
                        SessionLimits.DEFAULT));
    }

    @AfterAll
    static void stop() {
        server.close();
        services.close();
    }

    static Set<String> paths() {
        return ConsoleAssets.paths();
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void everyFileIsServedWithoutATokenAndUnderAStrictPolicy(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertProtected(response);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(response, "Content-Type"))
                .matches("(text/(html|css|javascript); ?charset=utf-8|image/svg\\+xml)");
        assertThat(response.body()).isNotBlank();
    }

    private static void assertProtected(HttpResponse<?> response) {
        assertThat(header(response, "Content-Security-Policy"))
                .contains(
                        "default-src 'none'",
                        "script-src 'self';",
                        "style-src 'self';",
                        "img-src 'self' data:;",
                        "connect-src 'self';",
                        "base-uri 'none'",
                        "form-action 'none'",
                        "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", "https:", "*");
        assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void whatHasNotChangedIsNotSentAgain(String path) throws Exception {
        String tag = header(get(path), "ETag");
        assertThat(tag).matches("W/\"[0-9a-f]+\"");
        HttpResponse<String> again = get(path, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertProtected(again);
        assertThat(get(path, "If-None-Match", "W/\"0\"").statusCode()).isEqualTo(200);
    }

    @Test
    void aFileThatIsNoneOfTheConsoleIsNotThere() throws Exception {
        HttpResponse<String> response = get("/console/other.js", "Authorization", "Bearer token-for-tests");
        assertThat(response.statusCode()).isEqualTo(404);
        assertProtected(response);
    }

    /** Sent as they are: a client library would tidy them up. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/../api/v1/sources",
                "/console/app.js/../../api/v1/sources",
                "/console/%2e%2e/api/v1/sources",
                "/console/..%2fConsoleAssets.class",
                "/console/..%2frest%2fopenapi.json",
                "/console//app.js",
                "/console/app.js;/../../../api/v1/sources",
                "/console/%2fetc%2fpasswd",
                "/console/ConsoleAssets.class",
                "//api/v1/sources",
                "/console/"
            })
    void noPathLeadsOutOfTheConsole(String path) throws IOException {
        assertThat(statusOf(path)).isIn(400, 401, 404);
        assertThat(statusOf(path, "Authorization: Bearer token-for-tests")).isNotEqualTo(500);
    }

    private static int statusOf(String path, String... headers) throws IOException {
        return Integer.parseInt(raw("127.0.0.1", path, headers).substring(9, 12));
    }

    private static String raw(String host, String path, String... headers) throws IOException {
        List<String> lines =
                new ArrayList<>(List.of("GET " + path + " HTTP/1.1", "Host: " + host, "Connection: close"));
        lines.addAll(List.of(headers));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aForeignHostDoesNotEvenGetThePage() throws IOException {
        assertThat(raw("evil.example", "/")).startsWith("HTTP/1.1 403");
    }
}
