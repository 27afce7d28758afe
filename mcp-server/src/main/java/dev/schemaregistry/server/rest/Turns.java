package dev.schemaregistry.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.server.view.JsonText;
import io.javalin.http.Handler;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Lets requests that only read the registry work in the order in which they came, some at a time: with more at a time every request
 * would wait for all others. What a caller sends is read before its turn, and the answer sent after it, so that a slow caller keeps
 * nobody waiting. Thread-safe.
 */
final class Turns {
    /** While one waits for the store, the processors have work. */
    private final Semaphore turns = new Semaphore(1 + Runtime.getRuntime().availableProcessors(), true);

    /** A handler that answers with JSON when it is its turn. */
    Handler answering(Function<Input, ? extends JsonNode> answer) {
        return Json.writing(input -> {
            turns.acquireUninterruptibly();
            try {
                return JsonText.compact(answer.apply(input));
            } finally {
                turns.release();
            }
        });
    }
}
