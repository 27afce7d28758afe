package dev.schemaregistry.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * What may come in place of an answer of {@link SlackServer}.
 *
 * @param retryAfter seconds after which to come back, where the answer says so
 * @param hold what must happen before the answer is sent, where it is late
 */
public record SlackTrouble(int status, Optional<Integer> retryAfter, String body, Optional<CountDownLatch> hold) {
    /** The rate of calls is limited. */
    public static SlackTrouble rateLimited(int retryAfter) {
        return new SlackTrouble(
                429, Optional.of(retryAfter), "{\"ok\":false,\"error\":\"ratelimited\"}", Optional.empty());
    }

    /** An answer of this status and text. */
    public static SlackTrouble answer(int status, String body) {
        return new SlackTrouble(status, Optional.empty(), body, Optional.empty());
    }

    /** No answer before this happens. */
    public static SlackTrouble late(CountDownLatch hold) {
        return new SlackTrouble(200, Optional.empty(), "{\"ok\":false,\"error\":\"late\"}", Optional.of(hold));
    }

    void answer(HttpExchange exchange) throws IOException {
        if (hold.isPresent()) {
            await(hold.get());
        }
        retryAfter.ifPresent(seconds -> exchange.getResponseHeaders().set("Retry-After", String.valueOf(seconds)));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
