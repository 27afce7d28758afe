package dev.schemaregistry.server.mcp;

import static dev.schemaregistry.server.mcp.TraceCollector.attributes;
import static dev.schemaregistry.server.mcp.TraceCollector.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector of OpenTelemetry is told; closing the server sends what is left. */
class TracedCallsTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";
    private static final String PARENT = "00-" + TRACE + '-' + CALLER + "-01";

    @TempDir
    private Path folder;

    private TraceCollector collector;

    @BeforeEach
    void collect() throws Exception {
        collector = TraceCollector.start();
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    private ServedShop serve() {
        return ServedShop.start(folder, collector.environment());
    }

    private static int get(ServedShop shop, String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.address() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static RawClient traced(ServedShop shop) {
        return RawClient.of(shop.mcp()).initialized().with("traceparent", PARENT);
    }

    private static Map<String, Object> validate(String source, String query) {
        return Map.of("name", "validate_query", "arguments", Map.of("source", source, "query", query));
    }

    @Test
    void aRequestIsTheCallersChildAndTheToolIsTheRequests() {
        try (ServedShop shop = serve()) {
            traced(shop).ask(2, "tools/call", validate("shop", "SELECT name FROM customers"));
        }
        Span tool = collector.spans("tool validate_query").get(0);
        Span request = collector.spans("POST /mcp").stream()
                .filter(span -> span.getSpanId().equals(tool.getParentSpanId()))
                .findFirst()
                .orElseThrow();
        assertThat(List.of(hex(tool.getTraceId()), hex(request.getTraceId()))).containsOnly(TRACE);
        assertThat(hex(request.getParentSpanId())).isEqualTo(CALLER);
        assertThat(request.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
        assertThat(tool.getKind()).isEqualTo(SpanKind.SPAN_KIND_INTERNAL);
        assertThat(attributes(request))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "http.request.method", "POST",
                        "http.route", "/mcp",
                        "http.response.status_code", "200",
                        "url.path", "/mcp",
                        "url.scheme", "http"));
        assertThat(attributes(tool))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "gen_ai.tool.name", "validate_query", "registry.source", "shop", "registry.outcome", "ACCEPT"));
        assertThat(collector.resource()).containsEntry("service.name", "schema-registry");
    }

    @Test
    void aRequestIsNamedByItsRoute() throws Exception {
        try (ServedShop shop = serve()) {
            assertThat(get(shop, "GET", "/api/v1/tables/shop.customers")).isEqualTo(200);
            assertThat(get(shop, "GET", "/api/v1/tables/shop.nothing")).isEqualTo(404);
            assertThat(get(shop, "GET", "/nowhere")).isEqualTo(404);
            assertThat(get(shop, "PARTY", "/nowhere")).isBetween(400, 599);
            assertThat(get(shop, "GET", "/health")).isEqualTo(200);
        }
        assertThat(collector.spans("GET /api/v1/tables/{ref}"))
                .extracting(span -> attributes(span).get("http.response.status_code"))
                .containsExactlyInAnyOrder("200", "404");
        assertThat(collector.spans("GET"))
                .extracting(span -> attributes(span).get("url.path"))
                .containsExactly("/nowhere");
        assertThat(collector.spans("HTTP"))
                .extracting(span -> attributes(span).get("http.request.method"))
                .containsExactly("_OTHER");
        assertThat(collector.spans()).as("nobody needs a trace of a probe").hasSize(4);
    }

    @Test
    void aReadingOfASourceIsASpan() {
        try (ServedShop shop = serve()) {
            shop.change("ALTER TABLE customers ADD COLUMN nickname TEXT");
        }
        Span reading = collector.spans("introspect").get(0);
        assertThat(attributes(reading))
                .containsExactlyInAnyOrderEntriesOf(Map.of("registry.source", "shop", "registry.outcome", "changed"));
        assertThat(reading.getParentSpanId().isEmpty()).isTrue();
        assertThat(reading.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
    }

    @Test
    void whatPeopleAskAndWriteIsInNoSpan() throws Exception {
        String question = URLEncoder.encode("has zebedee paid", StandardCharsets.UTF_8);
        try (ServedShop shop = serve()) {
            RawClient client = traced(shop).withToken("hush-hush");
            client.ask(2, "tools/call", validate("shop", "SELECT email FROM customers WHERE name = 'zebedee'"));
            client.ask(3, "tools/call", validate("has zebedee paid?", "SELECT 1"));
            client.ask(
                    4,
                    "tools/call",
                    Map.of("name", "classify_query", "arguments", Map.of("query", "has zebedee paid?")));
            get(shop, "GET", "/api/v1/classify?question=" + question);
        }
        assertThat(collector.spans()).extracting(Span::getName).contains("GET /api/v1/classify", "tool validate_query");
        assertThat(collector.raw()).contains("validate_query").doesNotContain("zebedee", "email", "SELECT", "hush");
    }

    @Test
    void whoAsksForNoTracesSendsNone() throws Exception {
        Map<String, String> environment = new HashMap<>(collector.environment());
        environment.put("OTEL_TRACES_EXPORTER", "none");
        try (ServedShop shop = ServedShop.start(folder, environment)) {
            assertThat(get(shop, "GET", "/api/v1/sources")).isEqualTo(200);
        }
        assertThat(collector.spans()).isEmpty();
    }

    @Test
    void aCollectorThatIsGoneDisturbsNobody() throws Exception {
        Map<String, String> environment = new HashMap<>(collector.environment());
        environment.put("OTEL_JAVA_EXPORTER_OTLP_RETRY_DISABLED", "true");
        collector.close();
        try (ServedShop shop = ServedShop.start(folder, environment)) {
            assertThat(get(shop, "GET", "/api/v1/sources")).isEqualTo(200);
        }
    }
}
