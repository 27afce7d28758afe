package dev.schemaregistry.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.error.InvalidRequestException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in at {@code /mcp}, whose sessions are whose, and what an error looks like. */
@Timeout(120)
class HttpDoorTest {
    private static final String ANNA = "token-of-anna";
    private static final String BEN = "token-of-ben";
    private static final SessionLimits LIMITS = new SessionLimits(Duration.ofMinutes(10), 3);

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private ServedShop shop;
    private RawClient anna;
    private RawClient ben;

    @BeforeEach
    void serve() {
        shop = ServedShop.start(folder, LIMITS, clock, ANNA, BEN);
        anna = RawClient.of(shop.mcp()).withToken(ANNA);
        ben = RawClient.of(shop.mcp()).withToken(BEN);
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void aTokenIsRequired() {
        RawClient nobody = RawClient.of(shop.mcp());
        assertThat(nobody.post(StdioSessionTest.INITIALIZE).statusCode()).isEqualTo(401);
        assertThat(nobody.withToken("wrong").post(StdioSessionTest.INITIALIZE).statusCode())
                .isEqualTo(401);
        RawClient session = anna.initialized();
        assertThat(session.post(RawClient.TOOLS).statusCode()).isEqualTo(200);
        assertThat(session.with("Authorization", "Bearer wrong")
                        .post(RawClient.TOOLS)
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://evil.example, 403",
        "127.0.0.1, null, 403",
        "127.0.0.1, http://127.0.0.1.evil.example, 403",
        "evil.example, '', 403",
        "127.0.0.1.evil.example:80, '', 403",
        "localhost:1234, http://localhost:3000, 200",
        "'[::1]:1', '', 200"
    })
    void aForeignHostOrOriginIsRefused(String host, String origin, int status) throws Exception {
        assertThat(byHand(host, origin, ANNA)).isEqualTo(status);
    }

    /** The JDK's client sets the Host header itself. */
    private int byHand(String host, String origin, String token) throws IOException {
        String body = StdioSessionTest.INITIALIZE;
        String request =
                "POST /mcp HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        + "Accept: application/json, text/event-stream\r\nAuthorization: Bearer " + token + "\r\n"
                        + (origin.isEmpty() ? "" : "Origin: " + origin + "\r\n")
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        return Integer.parseInt(exchanged(request).substring(9, 12));
    }

    @Test
    void aSessionIsItsPrincipalsAlone() {
        RawClient session = anna.initialized();
        RawClient thief = ben.with(RawClient.SESSION, session.headers().get(RawClient.SESSION));
        for (HttpResponse<String> refused : List.of(thief.post(RawClient.TOOLS), thief.get(), thief.delete())) {
            assertThat(refused.statusCode()).isEqualTo(404);
            assertIsJsonRpcError(refused);
        }
        assertThat(session.post(RawClient.TOOLS).statusCode()).as("still alive").isEqualTo(200);
        assertThat(anna.with(RawClient.SESSION, "no-such-session")
                        .post(RawClient.TOOLS)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSessionThatWasEndedIsGone() {
        RawClient session = anna.initialized();
        assertThat(session.delete().statusCode()).isEqualTo(200);
        assertThat(session.post(RawClient.TOOLS).statusCode()).isEqualTo(404);
    }

    @Test
    void aPrincipalMayHaveSoManySessionsAndNoMore() {
        RawClient first = anna.initialized();
        anna.initialized();
        anna.initialized();
        HttpResponse<String> refused = anna.post(StdioSessionTest.INITIALIZE);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertIsJsonRpcError(refused);
        assertThat(ben.initialized().post(RawClient.TOOLS).statusCode())
                .as("another's are not counted")
                .isEqualTo(200);
        first.delete();
        assertThat(anna.initialized().post(RawClient.TOOLS).statusCode())
                .as("one was ended")
                .isEqualTo(200);
    }

    @Test
    void noSessionBeginsWithinAnother() {
        RawClient session = anna.initialized();
        for (int i = 0; i < LIMITS.most(); i++) {
            HttpResponse<String> refused = session.post(StdioSessionTest.INITIALIZE);
            assertIsJsonRpcError(refused);
            assertThat(refused.headers().firstValue(RawClient.SESSION)).isEmpty();
        }
        assertThat(session.post(RawClient.TOOLS).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNoSessionTakesNoPlace() {
        for (int i = 0; i < 10; i++) {
            assertThat(anna.post(RawClient.TOOLS).statusCode()).isEqualTo(400);
            assertThat(anna.post("nonsense").statusCode()).isEqualTo(400);
        }
        assertThat(anna.initialized().post(RawClient.TOOLS).statusCode()).isEqualTo(200);
    }

    @Test
    void anIdleSessionExpiresAndAUsedOneDoesNot() {
        RawClient idle = anna.initialized();
        RawClient used = anna.initialized();
        clock.pass(Duration.ofMinutes(6));
        assertThat(used.post(RawClient.TOOLS).statusCode()).isEqualTo(200);
        clock.pass(Duration.ofMinutes(6));
        assertThat(idle.post(RawClient.TOOLS).statusCode()).isEqualTo(404);
        assertThat(used.post(RawClient.TOOLS).statusCode()).isEqualTo(200);
        anna.initialized();
        anna.initialized();
    }

    @Test
    void theRevisionOfTheProtocolIsChecked() {
        RawClient session = anna.initialized();
        HttpResponse<String> refused =
                session.with("MCP-Protocol-Version", "1999-01-01").post(RawClient.TOOLS);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertIsJsonRpcError(refused);
        assertThat(refused.body()).contains("2025-11-25");
        assertThat(session.with("MCP-Protocol-Version", "2025-06-18")
                        .post(RawClient.TOOLS)
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{",
                "null",
                "\"text\"",
                "{\"jsonrpc\":\"2.0\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7,\"params\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":7}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"arguments\":[]}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/read\",\"params\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"completion/complete\",\"params\":{\"ref\":7}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no/such\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":{}}"
            })
    void whatIsMalformedIsAnErrorWithoutAStack(String body) {
        for (RawClient client : List.of(anna, anna.initialized())) {
            HttpResponse<String> refused = client.post(body);
            assertThat(refused.body())
                    .doesNotContain("stackTrace", "\tat ", "java.", "modelcontextprotocol", "fasterxml", "Exception");
            assertThat(RawClient.answer(refused).has("error"))
                    .as(refused.body())
                    .isTrue();
        }
    }

    @Test
    void aMessageMayNotBeHuge() throws Exception {
        String session = anna.initialized().headers().get(RawClient.SESSION);
        // Only the length is sent: a server that refuses by it may close while the rest still comes.
        String answer = exchanged("POST /mcp HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"
                + "Authorization: Bearer " + ANNA + "\r\nMcp-Session-Id: " + session + "\r\n"
                + "Content-Length: " + (2 << 20) + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413").contains("{\"jsonrpc\":\"2.0\"", "1048576 bytes");
    }

    private String exchanged(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), shop.mcp().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void otherMethodsAndPathsAreRefused() throws Exception {
        assertThat(anna.get().statusCode()).isEqualTo(400);
        RawClient other = new RawClient(shop.mcp().resolve("/mcp/other"), anna.headers());
        assertThat(other.post(StdioSessionTest.INITIALIZE).statusCode()).isEqualTo(404);
    }

    @Test
    void limitsMustMakeSense() {
        assertThatThrownBy(() -> new SessionLimits(Duration.ZERO, 1)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> new SessionLimits(Duration.ofMinutes(1), 0))
                .isInstanceOf(InvalidRequestException.class);
    }

    private static void assertIsJsonRpcError(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type"))
                .get()
                .asString()
                .contains("application/json");
        JsonNode message = RawClient.answer(response);
        assertThat(message.path("jsonrpc").asText()).isEqualTo("2.0");
        assertThat(message.at("/error/code").isInt()).isTrue();
        assertThat(message.at("/error/message").asText()).isNotBlank();
    }

    private static final class TestClock extends Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

        void pass(Duration time) {
            now.updateAndGet(instant -> instant.plus(time));
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
