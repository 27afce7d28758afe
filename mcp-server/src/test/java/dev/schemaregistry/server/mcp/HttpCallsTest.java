package dev.schemaregistry.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls over HTTP: whose answer is whose, how a long one is followed, and how it is cancelled. */
@Timeout(180)
class HttpCallsTest {
    private static final int SESSIONS = 64;
    private static final int ROUNDS = 10;
    private static final Map<String, Object> DRY_RUN =
            Map.of("name", "dry_run_query", "arguments", Map.of("source", "shop", "query", "SELECT id FROM orders"));

    @TempDir
    Path folder;

    @Test
    void answersNeverCrossClients() {
        try (ServedShop shop = ServedShop.start(folder)) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                clients.add(RawClient.of(shop.mcp()).initialized());
            }
            assertThat(clients)
                    .extracting(client -> client.headers().get(RawClient.SESSION))
                    .doesNotHaveDuplicates();
            for (int round = 0; round < ROUNDS; round++) {
                List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
                for (int i = 0; i < SESSIONS; i++) {
                    answers.add(clients.get(i).postLater(asking(round, nonce(i, round))));
                }
                for (int i = 0; i < SESSIONS; i++) {
                    HttpResponse<String> response = answers.get(i).join();
                    JsonNode answer = RawClient.answer(response);
                    assertThat(answer.get("id").asInt()).isEqualTo(round);
                    assertThat(answer.at("/result/content/0/text").asText()).contains(nonce(i, round));
                    assertThat(response.body().replace(nonce(i, round), "")).doesNotContain("nonce_");
                }
            }
        }
    }

    private static String nonce(int client, int round) {
        return "nonce_" + client + "_" + round + "_x";
    }

    /** All sessions use the same ids for their requests, so that only the session tells them apart. */
    private static String asking(int id, String nonce) {
        return RawClient.message(
                id,
                "tools/call",
                Map.of("name", "describe_table", "arguments", Map.of("source", "shop", "table", nonce)));
    }

    @Test
    void whoAsksForItIsToldThatACallIsUnderWay() throws Exception {
        SlowSource source = new SlowSource();
        try (ServedShop shop = ServedShop.start(folder, source)) {
            RawClient client = RawClient.of(shop.mcp()).initialized();
            Map<String, Object> asked = new java.util.HashMap<>(DRY_RUN);
            asked.put("_meta", Map.of("progressToken", "p1"));
            CompletableFuture<HttpResponse<String>> answer =
                    client.postLater(RawClient.message(7, "tools/call", asked));
            source.asked.await();
            source.may.countDown();
            List<JsonNode> messages = RawClient.messages(answer.get());
            assertThat(messages.get(0).path("method").asText()).isEqualTo("notifications/progress");
            assertThat(messages.get(0).at("/params/progressToken").asText()).isEqualTo("p1");
            assertThat(messages.get(messages.size() - 1)
                            .at("/result/structuredContent/verdict")
                            .asText())
                    .isEqualTo("ACCEPTED");
        }
    }

    @Test
    void aCancelledCallGetsNoAnswerAndItsSourceIsLeftAlone() throws Exception {
        SlowSource source = new SlowSource();
        try (ServedShop shop = ServedShop.start(folder, source)) {
            RawClient client = RawClient.of(shop.mcp()).initialized();
            CompletableFuture<HttpResponse<String>> answer =
                    client.postLater(RawClient.message(7, "tools/call", DRY_RUN));
            source.asked.await();
            client.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":8}}");
            RawClient.of(shop.mcp())
                    .initialized()
                    .post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}");
            assertThat(answer).as("neither another call nor another's").isNotDone();
            client.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}");
            assertThat(RawClient.messages(answer.get())).isEmpty();
            assertThat(source.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(client.ask(9, "ping", Map.of()).has("result")).isTrue();
        }
    }

    @Test
    void theLevelOfLoggingIsTheSessions() {
        try (ServedShop shop = ServedShop.start(folder)) {
            RawClient loud = RawClient.of(shop.mcp()).initialized();
            RawClient quiet = RawClient.of(shop.mcp()).initialized();
            assertThat(loud.ask(1, "logging/setLevel", Map.of("level", "debug")).has("result"))
                    .isTrue();
            assertThat(quiet.ask(1, "logging/setLevel", Map.of("level", "error"))
                            .has("result"))
                    .isTrue();
            assertThat(logged(loud)).containsExactly("list_sources answered");
            assertThat(logged(quiet)).isEmpty();
        }
    }

    private static List<String> logged(RawClient client) {
        return RawClient.messages(client.post(
                        RawClient.message(2, "tools/call", Map.of("name", "list_sources", "arguments", Map.of()))))
                .stream()
                .filter(message -> message.path("method").asText().equals("notifications/message"))
                .map(message -> message.at("/params/data").asText())
                .toList();
    }

    @Test
    void whoDidNotListenIsToldWhenTheyDo() throws Exception {
        try (ServedShop shop = ServedShop.start(folder)) {
            RawClient client = RawClient.of(shop.mcp()).initialized();
            assertThat(client.ask(1, "resources/subscribe", Map.of("uri", "schema://shop/orders"))
                            .has("result"))
                    .isTrue();
            shop.change("ALTER TABLE orders ADD COLUMN discount REAL");
            try (BufferedReader stream =
                    new BufferedReader(new InputStreamReader(client.listen(), StandardCharsets.UTF_8))) {
                String news = stream.lines()
                        .filter(line -> line.startsWith("data:"))
                        .findFirst()
                        .orElseThrow();
                assertThat(news).contains("notifications/resources/updated", "schema://shop/orders");
            }
        }
    }
}
