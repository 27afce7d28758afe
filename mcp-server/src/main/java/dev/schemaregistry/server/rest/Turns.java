package dev.schemaregistry.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.server.view.JsonText;
import io.javalin.http.Handler;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets requests that only read the registry work in the order in which they came, some at a time: with more at a time every request
 * would wait for all others. What a caller sends is read before its turn, and the answer sent after it, so that a slow caller keeps
 * nobody waiting. Thread-safe.
 */
final class Turns {
    private final Semaphore turns;

    /** As many at a time as there are processors, and one more: while one waits for the store, the processors have work. */
    Turns() {
        this(1 + Runtime.getRuntime().availableProcessors());
    }

    /** So many at a time. */
    Turns(int most) {
        turns = new Semaphore(most, true);
    }

    /** A handler that answers with JSON when it is its turn. */
    Handler answering(Function<Input, ? extends JsonNode> answer) {
        return Json.writing(input -> take(() -> JsonText.compact(answer.apply(input))));
    }

    /** Waits, and works. */
    <T> T take(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
